// One value of one virtual patient over time: points, axes and words.

import { extent_of, rounded, type BandPoint, type Domain } from "../../../kit/geometry";
import type { PatientRow, State } from "../report_data";
import type { Words } from "../words";

export function course_points(rows: PatientRow[], state: State): BandPoint[] {
    return rows.map((row) => ({ x: row.week, middle: row[state.name] ?? null, low: null, high: null }));
}

/** `hold` are values that the axis must hold, such as zero. */
export function value_domain(rows: PatientRow[], state: State, hold: number[]): Domain {
    return rounded(extent_of(rows.map((row) => row[state.name]), hold) ?? [0, 1]);
}

export function week_domain(rows: PatientRow[]): Domain {
    return extent_of(rows.map((row) => row.week)) ?? [0, 1];
}

/** "13.8 at week 0". */
export function value_at(row: PatientRow, state: State, words: Words): string {
    return words.text("value_at", { value: words.quantity(row[state.name], state.unit), week: words.week(row.week) });
}

export function course_alt(rows: PatientRow[], state: State, words: Words): string {
    const ends = [rows[0], rows[rows.length - 1]].flatMap((row) => (row === undefined ? [] : [value_at(row, state, words)]));
    return words.text("course_alt", { label: state.label, values: words.list(ends) });
}
