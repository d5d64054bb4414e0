// What the panels of one outcome over time show: spread between patients as bands, median and mean as lines.

import { extent_of, rounded, type BandPoint, type Domain } from "../../../kit/geometry";
import type { Table } from "../../../kit/table";
import { number_text } from "../number_text";
import type { Arm, Outcome, Quantity, ResultRow } from "../report_data";
import type { Words } from "../words";
import type { TrialView } from "./view";

type QuantityKey = "mean" | "median" | "lower_95" | "upper_95" | "q05" | "q25" | "q75" | "q95";

export interface CoursePanel {
    arm: Arm;
    /** The last value in words, under the arm's name. */
    note: string;
    alt: string;
    rows: ResultRow[];
}

/** The panels of an outcome, one per arm that has it. */
export function course_panels(view: TrialView, outcome: Outcome): CoursePanel[] {
    return view.arms
        .map((arm) => ({ arm, rows: view.rows(outcome.name, arm.name) }))
        .filter(({ rows }) => rows.length > 0)
        .map(({ arm, rows }) => ({ arm, rows, note: closing_words(rows, outcome, view.words), alt: course_alt(arm, outcome, rows, view.words) }));
}

/** One domain for all arms, so that panels can be compared; null when no row holds a number. */
export function course_domain(view: TrialView, outcome: Outcome): Domain | null {
    const crosses_zero = outcome.name.includes("change") || outcome.kind === "proportion" ? [0] : [];
    const values = view.rows_of_outcome(outcome.name).flatMap(drawn_values);
    const domain = extent_of(values, crosses_zero);
    return domain === null ? null : rounded(domain);
}

/** One visit gets room on both sides, or it would sit on the axis. */
export function week_domain(weeks: number[]): Domain {
    return extent_of(weeks) ?? [0, 1];
}

/** True when the rows say how patients differ, so that bands can be drawn. */
export function has_quantiles(rows: ResultRow[]): boolean {
    return rows.some((row) => row.q05 !== null && row.q95 !== null);
}

/** The median leads where there is one. */
export function centre_of(rows: ResultRow[]): "median" | "mean" {
    return rows.some((row) => row.median !== null) ? "median" : "mean";
}

/** Rows as points: the middle by one key, the band by two. */
export function points(rows: ResultRow[], middle: QuantityKey, low: QuantityKey, high: QuantityKey): BandPoint[] {
    return rows.map((row) => ({ x: row.week, middle: row[middle], low: row[low], high: row[high] }));
}

/** One row per week, one column per arm: the leading value and the wider band. */
export function course_table(view: TrialView, outcome: Outcome): Table {
    const arms = view.arms.filter((arm) => view.rows(outcome.name, arm.name).length > 0);
    return {
        caption: outcome.label,
        heads: [view.words.text("week"), ...arms.map((arm) => arm.label)],
        rows: view.weeks.map((week) => [
            String(week),
            ...arms.map((arm) => {
                const row = view.row(outcome.name, arm.name, week);
                return row === null ? "–" : value_with_band(row, outcome.unit, view.words);
            }),
        ]),
    };
}

function value_with_band(row: ResultRow, unit: string, words: Words): string {
    const [low, high] = has_quantiles([row]) ? [row.q05, row.q95] : [row.lower_95, row.upper_95];
    return words.band(number_text(row[centre_of([row])], unit), words.interval(low, high, unit));
}

function drawn_values(row: ResultRow): Quantity[] {
    return has_quantiles([row])
        ? [row.q05, row.q95, row.mean, row.median]
        : [row.lower_95, row.upper_95, row.mean, row.median];
}

function closing_words(rows: ResultRow[], outcome: Outcome, words: Words): string {
    const last = rows[rows.length - 1];
    if (last === undefined) {
        return "";
    }
    const centre = centre_of([last]);
    return words.text("course_note", {
        centre: words.text(`centre_${centre}`),
        value: words.quantity(last[centre], outcome.unit),
        week: words.week(last.week),
    });
}

function course_alt(arm: Arm, outcome: Outcome, rows: ResultRow[], words: Words): string {
    const last = rows[rows.length - 1];
    return last === undefined
        ? ""
        : words.text("panel_alt", {
              outcome: outcome.label,
              arm: arm.label,
              week: words.week(last.week),
              mean: words.quantity(last.mean, outcome.unit),
              median: words.quantity(last.median, outcome.unit),
              spread: `${words.interval(last.q05, last.q95, outcome.unit)} ${words.unit(outcome.unit)}`.trim(),
          });
}
