// The columns of the full table of results, and sorting by one of them.

import { count_text, number_text } from "../number_text";
import type { Outcome, Quantity, ResultRow } from "../report_data";
import type { TrialView } from "./view";

export interface Column {
    heading: string;
    is_number: boolean;
    text: (row: ResultRow) => string;
    /** What sorting compares. */
    order: (row: ResultRow) => number | string;
}

/** Shares have no spread between patients. */
export function result_columns(view: TrialView, outcome: Outcome): Column[] {
    const label_of = new Map(view.arms.map((arm) => [arm.name, arm.label]));
    const label = (row: ResultRow): string => label_of.get(row.arm) ?? row.arm;
    const quantity = (heading: string, read: (row: ResultRow) => Quantity): Column => ({
        heading,
        is_number: true,
        text: (row) => number_text(read(row), outcome.unit),
        order: (row) => read(row) ?? -Infinity,
    });
    const columns: Column[] = [
        { heading: "Arm", is_number: false, text: label, order: label },
        { heading: "Week", is_number: true, text: (row) => String(row.week), order: (row) => row.week },
        { heading: "n", is_number: true, text: (row) => count_text(row.n), order: (row) => row.n },
        quantity("Mean", (row) => row.mean),
        quantity("SE", (row) => row.standard_error),
        quantity("Lower 95 %", (row) => row.lower_95),
        quantity("Upper 95 %", (row) => row.upper_95),
    ];
    const spread: Column[] = [
        quantity("SD", (row) => row.standard_deviation),
        quantity("5 %", (row) => row.q05),
        quantity("25 %", (row) => row.q25),
        quantity("Median", (row) => row.median),
        quantity("75 %", (row) => row.q75),
        quantity("95 %", (row) => row.q95),
    ];
    return outcome.kind === "proportion" ? columns : [...columns, ...spread];
}

export function sorted_by(rows: ResultRow[], column: Column, direction: 1 | -1): ResultRow[] {
    return [...rows].sort((a, b) => {
        const [left, right] = [column.order(a), column.order(b)];
        return direction * (left < right ? -1 : left > right ? 1 : 0);
    });
}
