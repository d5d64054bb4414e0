// The head of the page: title, what it is for, and what a reader must know before reading a number.

import { element, type Child } from "./dom";
import { count_text } from "./number_text";
import type { PatientReport, TrialReport } from "./report_data";
import { purpose, purpose_explained } from "./text";

export interface Fact {
    name: string;
    value: string;
}

/** Title, description and a line of facts. */
export function page_head(kicker: string, title: string, description: string, facts: Fact[]): HTMLElement {
    const shown_facts = facts
        .filter((fact) => fact.value !== "")
        .map((fact) => element("div", {}, [element("dt", {}, [fact.name]), element("dd", {}, [fact.value])]));
    return element("header", {}, [
        element("p", { class: "kicker" }, [kicker]),
        element("h1", {}, [title]),
        purpose_banner(),
        description === "" ? null : element("p", { class: "lead" }, [description]),
        element("dl", { class: "facts" }, shown_facts),
    ]);
}

/** The notice in the data, unless it only repeats the banner. */
export function own_notice(report: TrialReport | PatientReport): Child {
    const notice = report.notice.trim();
    return notice === "" || notice.toLowerCase() === purpose ? null : element("p", { class: "notice" }, [notice]);
}

/** Stopped early, patients failed: what makes the numbers less than they seem. */
export function trial_notices(report: TrialReport): HTMLElement[] {
    const { requested, included, failed } = report.patients;
    const notices: HTMLElement[] = [];
    if (!report.complete) {
        notices.push(
            warning("incomplete", "This run was stopped early.", [
                `${patients_text(included)} ${included === 1 ? "is" : "are"} in these results; ` +
                    `${count_text(requested)} were asked for. Intervals are wider than planned.`,
            ]),
        );
    }
    if (failed > 0) {
        notices.push(
            warning("failed", `${patients_text(failed)} could not be computed.`, [
                "Where the solver gave up, the patient is left out. " +
                    "If such patients differ from the others, the results are biased.",
            ]),
        );
    }
    return notices;
}

/** A prominent message; `name` is its id's end. */
export function warning(name: string, heading: string, words: string[]): HTMLElement {
    return element("div", { class: "warning", id: `notice-${name}`, role: "note" }, [
        element("strong", {}, [heading]),
        ` ${words.join(" ")}`,
    ]);
}

function purpose_banner(): HTMLElement {
    return element("p", { class: "purpose", role: "note" }, [
        element("strong", {}, [`For ${purpose}.`]),
        ` ${purpose_explained}`,
    ]);
}

function patients_text(count: number): string {
    return `${count_text(count)} virtual patient${count === 1 ? "" : "s"}`;
}
