// One value of one virtual patient over time: points, axes and words.

import { extent_of, rounded, type BandPoint, type Domain } from "../../../kit/geometry";
import { quantity_text, week_text } from "../number_text";
import type { PatientRow, State } from "../report_data";

export const easi: State = {
    name: "easi",
    label: "EASI",
    unit: "",
    meaning: "Eczema Area and Severity Index, 0 (clear) to 72.",
};

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

export function course_alt(rows: PatientRow[], state: State): string {
    const first = rows[0];
    const last = rows[rows.length - 1];
    if (first === undefined || last === undefined) {
        return `${state.label} over time: no values.`;
    }
    const at = (row: PatientRow): string => `${quantity_text(row[state.name], state.unit)} at ${week_text(row.week)}`;
    return `${state.label} over time: ${at(first)}, ${at(last)}.`;
}
