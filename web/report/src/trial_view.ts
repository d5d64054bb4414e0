// A trial's rows, found by outcome, arm and week; and which arm the others are compared with.

import { arm_styles, ink, type ArmStyle } from "./palette";
import type { Arm, Outcome, ResultRow, TrialReport } from "./report_data";

export class TrialView {
    readonly arms: Arm[];
    readonly outcomes: Outcome[];
    /** The arm without drugs, or null when every arm has one. */
    readonly reference: Arm | null;
    /** Weeks that have results, ascending. */
    readonly weeks: number[];
    private readonly styles_: Map<string, ArmStyle>;
    private readonly rows_ = new Map<string, ResultRow[]>();

    constructor(report: TrialReport) {
        this.arms = report.arms;
        this.outcomes = report.outcomes;
        this.reference = reference_of(report.arms);
        this.styles_ = arm_styles(report.arms, this.reference);
        const in_order = [...report.rows].sort((a, b) => a.week - b.week);
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

    style(arm: string): ArmStyle {
        return this.styles_.get(arm) ?? { colour: ink, dash: "" };
    }
}

function reference_of(arms: Arm[]): Arm | null {
    return (
        arms.find((arm) => arm.name.toLowerCase() === "placebo") ?? arms.find((arm) => arm.drugs.length === 0) ?? null
    );
}

function key_of(outcome: string, arm: string): string {
    return JSON.stringify([outcome, arm]);
}
