// A trial's rows, found by outcome, arm and week; and which arm the others are compared with.

import { series_look, type SeriesLook } from "../../../kit/series";
import type { AnswerOfTrial, Arm, Outcome, ResultRow } from "../report_data";
import type { Words } from "../words";

/** How the arm without drugs looks, in its own panel and in those of others. */
export const reference_look: SeriesLook = { colour: "var(--soft-ink)", dash: "4 2" };

export class TrialView {
    readonly words: Words;
    /** Arms and outcomes have their labels in the language of the page. */
    readonly arms: Arm[];
    readonly outcomes: Outcome[];
    /** The arm without drugs, or null when every arm has one. */
    readonly reference: Arm | null;
    /** Weeks that have results, ascending. */
    readonly weeks: number[];
    private readonly looks_: Map<string, SeriesLook>;
    private readonly rows_ = new Map<string, ResultRow[]>();

    constructor(answer: AnswerOfTrial, words: Words) {
        this.words = words;
        this.arms = answer.arms.map((arm) => ({
            ...arm,
            label: words.label("arm", arm.name),
            description: words.description_of("arm_description", arm.name),
        }));
        this.outcomes = answer.outcomes.map((outcome) => ({
            ...outcome,
            label: words.label("outcome", outcome.name),
            meaning: words.description_of("meaning", outcome.name),
        }));
        this.reference = reference_of(this.arms);
        this.looks_ = looks_of(this.arms, this.reference);
        const in_order = [...answer.rows].sort((a, b) => a.week - b.week);
        this.weeks = [...new Set(in_order.map((row) => row.week))];
        for (const row of in_order) {
            const key = key_of(row.outcome, row.arm);
            const rows = this.rows_.get(key);
            if (rows === undefined) {
                this.rows_.set(key, [row]);
            } else {
                rows.push(row);
            }
        }
    }

    /** Ascending in week. */
    rows(outcome: string, arm: string): ResultRow[] {
        return this.rows_.get(key_of(outcome, arm)) ?? [];
    }

    row(outcome: string, arm: string, week: number): ResultRow | null {
        return this.rows(outcome, arm).find((row) => row.week === week) ?? null;
    }

    /** All arms' rows of one outcome, in the order of the arms. */
    rows_of_outcome(outcome: string): ResultRow[] {
        return this.arms.flatMap((arm) => this.rows(outcome, arm.name));
    }

    /** The last week with results, or null when there is none. */
    last_week(): number | null {
        return this.weeks[this.weeks.length - 1] ?? null;
    }

    outcome(name: string): Outcome | null {
        const found = this.outcomes.find((outcome) => outcome.name === name) ?? null;
        return found !== null && this.rows_of_outcome(name).length > 0 ? found : null;
    }

    /** Outcomes that are shares of patients and have results. */
    proportions(): Outcome[] {
        return this.outcomes.filter(({ name, kind }) => kind === "proportion" && this.outcome(name) !== null);
    }

    look(arm: string): SeriesLook {
        return this.looks_.get(arm) ?? { colour: "var(--ink)", dash: "" };
    }
}

function reference_of(arms: Arm[]): Arm | null {
    return (
        arms.find((arm) => arm.name.toLowerCase() === "placebo") ?? arms.find((arm) => arm.drugs.length === 0) ?? null
    );
}

/** The reference in grey, the others by their order. */
function looks_of(arms: Arm[], reference: Arm | null): Map<string, SeriesLook> {
    const others = arms.filter((arm) => arm !== reference);
    const looks = others.map((arm, index): [string, SeriesLook] => [arm.name, series_look("arm", index)]);
    return new Map([...looks, ...(reference === null ? [] : [[reference.name, reference_look] as const])]);
}

function key_of(outcome: string, arm: string): string {
    return JSON.stringify([outcome, arm]);
}
