// The page of a virtual trial, section by section in reading order.

import { choice, element, section, svg_element, type Child } from "./dom";
import { drawn_at_width } from "./charts/drawing";
import { panels } from "./charts/panels";
import { responder_chart } from "./charts/responders";
import { responders_over_time } from "./charts/responders_over_time";
import { has_quantiles, time_course_panels } from "./charts/time_course";
import { own_notice, page_head, trial_notices } from "./notices";
import { count_text, label_with_unit, week_text } from "./number_text";
import { ink, reference_colour } from "./palette";
import { how_computed, limitations_section, sources_section } from "./provenance";
import type { Arm, Outcome, TrialReport } from "./report_data";
import { results_table, summary_table } from "./tables";
import { easi_change_outcome, interval_explained, main_responder_outcome, summary_outcomes } from "./text";
import { TrialView } from "./trial_view";

export function trial_page(report: TrialReport): Child[] {
    const view = new TrialView(report);
    return [
        page_head("Vesikin · virtual trial", report.title, report.description, [
            { name: "Model", value: report.model.title || report.model.name },
            { name: "Virtual patients", value: count_text(report.patients.included) },
            { name: "Arms", value: String(report.arms.length) },
            { name: "Visits", value: visits_text(view.weeks) },
        ]),
        own_notice(report),
        ...trial_notices(report),
        summary_section(view),
        easi_section(view),
        responder_section(view),
        responders_over_time_section(view),
        other_outcomes_section(view),
        full_results(view),
        how_computed(report),
        sources_section(report.sources),
        limitations_section(report.limitations),
    ];
}

function visits_text(weeks: number[]): string {
    const first = weeks[0];
    const last = weeks[weeks.length - 1];
    if (first === undefined || last === undefined) {
        return "none";
    }
    return first === last ? week_text(first) : `${weeks.length}, ${week_text(first)} to ${last}`;
}

function summary_section(view: TrialView): Child {
    const week = view.last_week();
    if (week === null) {
        return element("p", { class: "notice" }, ["There are no results to show."]);
    }
    const usual = summary_outcomes.flatMap((name) => view.outcome(name) ?? []);
    const shown = usual.length > 0 ? usual : view.outcomes.slice(0, 5);
    return section("summary", "Summary", [
        summary_table(view, shown, week),
        element("p", { class: "remark" }, [interval_explained]),
    ]);
}

function easi_section(view: TrialView): Child {
    const outcome = view.outcome(easi_change_outcome);
    if (outcome === null) {
        return null;
    }
    return section("easi", `${outcome.label} over time`, time_course(view, outcome));
}

/** What the outcome is, what the marks mean, and one panel per arm. */
function time_course(view: TrialView, outcome: Outcome): Child[] {
    const all = time_course_panels(view, outcome);
    return [
        element("p", { class: "remark" }, [
            element("b", {}, [label_with_unit(outcome.label, outcome.unit)]),
            outcome.meaning === "" ? null : ` – ${outcome.meaning}`,
        ]),
        chart_key(view, outcome),
        all.length > 0 ? panels(all) : element("p", {}, ["No value could be computed."]),
    ];
}

function chart_key(view: TrialView, outcome: Outcome): HTMLElement {
    const rows = view.rows_of_outcome(outcome.name);
    const has_median = rows.some((row) => row.median !== null);
    const entries: [SVGElement, string][] = [];
    entries.push([line_sample(ink, "", 3), `${has_median ? "median" : "mean"} (arm's colour)`]);
    if (has_median) {
        entries.push([line_sample(ink, "1.5 3", 1.5), "mean"]);
    }
    if (has_quantiles(rows)) {
        entries.push([band_sample(0.42), "25–75 % of patients"], [band_sample(0.18), "5–95 % of patients"]);
    } else {
        entries.push([band_sample(0.25), "95 % interval of the mean"]);
    }
    if (view.reference !== null) {
        const centre = has_median ? "median" : "mean";
        entries.push([line_sample(reference_colour, "4 2", 1.25), `${view.reference.label}, ${centre}`]);
    }
    return element(
        "ul",
        { class: "key" },
        entries.map(([sample, text]) => element("li", {}, [sample, text])),
    );
}

function line_sample(colour: string, dash: string, width: number): SVGElement {
    const line = { x1: "1", x2: "27", y1: "7", y2: "7", stroke: colour, "stroke-width": String(width), "stroke-dasharray": dash };
    return svg_element("svg", { width: "28", height: "14", "aria-hidden": "true" }, [svg_element("line", line)]);
}

function band_sample(opacity: number): SVGElement {
    const band = { width: "28", height: "14", fill: ink, "fill-opacity": String(opacity) };
    return svg_element("svg", { width: "28", height: "14", "aria-hidden": "true" }, [svg_element("rect", band)]);
}

function responder_section(view: TrialView): Child {
    const week = view.last_week();
    const outcome = view.outcome(main_responder_outcome) ?? proportions(view)[0];
    if (week === null || outcome === undefined) {
        return null;
    }
    return section("responders", `${outcome.label} at ${week_text(week)}`, [
        meaning(outcome),
        drawn_at_width("chart responder-chart", (width) => responder_chart(view, outcome, week, width)),
        element("p", { class: "remark" }, ["Dot: share of virtual patients. Bar: 95 % interval. Arms are sorted from high to low."]),
    ]);
}

function responders_over_time_section(view: TrialView): Child {
    const all = proportions(view);
    const first = view.outcome(main_responder_outcome) ?? all[0];
    if (first === undefined) {
        return null;
    }
    let outcome = first;
    const hidden = new Set<string>();
    const holder = element("div");
    const draw = (): void => {
        const arms = view.arms.filter((arm) => !hidden.has(arm.name));
        const label = element("p", { class: "chart-label" }, [`${outcome.label}, % of patients, with 95 % band`]);
        holder.replaceChildren(
            label,
            drawn_at_width("chart", (width) => responders_over_time(view, outcome, arms, width)),
        );
    };
    const options = first_then_rest(all, first).map(({ name, label }) => ({ value: name, text: label }));
    const selector = choice("responder-outcome", "Outcome", options, (name) => {
        outcome = view.outcome(name) ?? outcome;
        draw();
    });
    const arms = arm_choice(view, (arm, is_shown) => {
        if (is_shown) {
            hidden.delete(arm.name);
        } else {
            hidden.add(arm.name);
        }
        draw();
    });
    draw();
    return section("responders-over-time", "Responders over time", [selector, arms, holder]);
}

function arm_choice(view: TrialView, changed: (arm: Arm, is_shown: boolean) => void): HTMLElement {
    const boxes = view.arms.map((arm) => {
        const box = element("input", { type: "checkbox", checked: "" });
        box.addEventListener("change", () => changed(arm, box.checked));
        const { colour, dash } = view.style(arm.name);
        return element("label", {}, [box, line_sample(colour, dash, 2.5), arm.label]);
    });
    return element("fieldset", { class: "arms" }, [element("legend", {}, ["Arms"]), ...boxes]);
}

function other_outcomes_section(view: TrialView): Child {
    const others = view.outcomes.filter(
        (outcome) =>
            outcome.kind === "continuous" && outcome.name !== easi_change_outcome && view.outcome(outcome.name) !== null,
    );
    const first = others[0];
    if (first === undefined) {
        return null;
    }
    const holder = element("div", {}, time_course(view, first).filter(is_node));
    const options = others.map(({ name, label }) => ({ value: name, text: label }));
    const selector = choice("other-outcome", "Outcome or state", options, (name) => {
        const outcome = view.outcome(name);
        if (outcome !== null) {
            holder.replaceChildren(...time_course(view, outcome).filter(is_node));
        }
    });
    return section("others", "Other outcomes and states", [selector, holder]);
}

/** Built when first opened: a long trial has tens of thousands of cells. */
function full_results(view: TrialView): Child {
    const first = view.outcomes.find((outcome) => view.outcome(outcome.name) !== null);
    if (first === undefined) {
        return null;
    }
    const holder = element("div");
    const options = view.outcomes.map(({ name, label }) => ({ value: name, text: label }));
    const selector = choice("table-outcome", "Outcome", options, (name) => {
        const outcome = view.outcome(name);
        holder.replaceChildren(outcome === null ? "No results." : results_table(view, outcome));
    });
    const details = element("details", {}, [element("summary", {}, ["Show all numbers"]), selector, holder]);
    details.addEventListener("toggle", () => {
        if (details.open && holder.childElementCount === 0) {
            holder.replaceChildren(results_table(view, first));
        }
    });
    return section("results", "Full results", [details]);
}

function proportions(view: TrialView): Outcome[] {
    return view.outcomes.filter((outcome) => outcome.kind === "proportion" && view.outcome(outcome.name) !== null);
}

function first_then_rest(all: Outcome[], first: Outcome): Outcome[] {
    return [first, ...all.filter((outcome) => outcome !== first)];
}

function meaning(outcome: Outcome): Child {
    return outcome.meaning === "" ? null : element("p", { class: "remark" }, [outcome.meaning]);
}

function is_node(child: Child): child is Node | string {
    return child !== null;
}
