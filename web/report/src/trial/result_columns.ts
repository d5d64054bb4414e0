// The columns of the full table of results, and sorting by one of them.

import { count_text, number_text } from "../number_text";
import type { Outcome, Quantity, ResultRow } from "../report_data";
import type { TrialView } from "./view";

export interface Column {
    /** The same in every language. */
    name: string;
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
    const quantity = (name: string, read: (row: ResultRow) => Quantity): Column => ({
        name,
        heading: view.words.text(`column_${name}`),
        is_number: true,
        text: (row) => number_text(read(row), outcome.unit),
        order: (row) => read(row) ?? -Infinity,
    });
    const columns: Column[] = [
        { name: "arm", heading: view.words.text("arm"), is_number: false, text: label, order: label },
        { name: "week", heading: view.words.text("week"), is_number: true, text: (row) => String(row.week), order: (row) => row.week },
        { name: "n", heading: view.words.text("column_n"), is_number: true, text: (row) => count_text(row.n), order: (row) => row.n },
        quantity("mean", (row) => row.mean),
        quantity("standard_error", (row) => row.standard_error),
        quantity("lower_95", (row) => row.lower_95),
        quantity("upper_95", (row) => row.upper_95),
    ];
    const spread: Column[] = [
        quantity("standard_deviation", (row) => row.standard_deviation),
        quantity("q05", (row) => row.q05),
        quantity("q25", (row) => row.q25),
        quantity("median", (row) => row.median),
        quantity("q75", (row) => row.q75),
        quantity("q95", (row) => row.q95),
    ];
    return outcome.kind === "proportion" ? columns : [...columns, ...spread];
}

export function sorted_by(rows: ResultRow[], column: Column, direction: 1 | -1): ResultRow[] {
    return [...rows].sort((a, b) => {
        const [left, right] = [column.order(a), column.order(b)];
        return direction * (left < right ? -1 : left > right ? 1 : 0);
    });
}
