// One outcome over time in one arm: spread between patients as bands, median and mean as lines.

import * as Plot from "@observablehq/plot";

import { number_text, quantity_text, unit_text, week_text } from "../number_text";
import { ink, reference_colour } from "../palette";
import type { Arm, Outcome, ResultRow } from "../report_data";
import type { TrialView } from "../trial_view";
import { chart_style, described, extent_of, grid_look, week_ticks } from "./drawing";
import type { Panel } from "./panels";

export interface TimeCourse {
    view: TrialView;
    outcome: Outcome;
    /** The same for all arms, so that panels can be compared. */
    y_domain: [number, number];
}

/** Look of the reference arm in the other arms' panels. */
const reference_look = { stroke: reference_colour, strokeWidth: 1.25, strokeDasharray: "4 2" };

/** The panels of one outcome, one per arm that has it; empty when no row holds a number. */
export function time_course_panels(view: TrialView, outcome: Outcome): Panel[] {
    const rows = view.rows_of_outcome(outcome.name);
    const crosses_zero = outcome.name.includes("change") || outcome.kind === "proportion" ? [0] : [];
    const y_domain = extent_of(rows.flatMap(drawn_values), crosses_zero);
    if (y_domain === null) {
        return [];
    }
    const course: TimeCourse = { view, outcome, y_domain };
    return view.arms
        .filter((arm) => view.rows(outcome.name, arm.name).length > 0)
        .map((arm) => ({
            heading: arm.label,
            note: closing_words(view.rows(outcome.name, arm.name), outcome),
            colour: view.style(arm.name).colour,
            draw: (width: number) => draw_arm(course, arm, width),
        }));
}

/** True when the rows say how patients differ, so that bands can be drawn. */
export function has_quantiles(rows: ResultRow[]): boolean {
    return rows.some((row) => row.q05 !== null && row.q95 !== null);
}

function drawn_values(row: ResultRow): (number | null)[] {
    return has_quantiles([row])
        ? [row.q05, row.q95, row.mean, row.median]
        : [row.lower_95, row.upper_95, row.mean, row.median];
}

function closing_words(rows: ResultRow[], outcome: Outcome): string {
    const last = rows[rows.length - 1];
    if (last === undefined) {
        return "";
    }
    const name = last.median === null ? "mean" : "median";
    const value = last.median === null ? last.mean : last.median;
    return `${name} ${quantity_text(value, outcome.unit)} at ${week_text(last.week)}`;
}

function draw_arm(course: TimeCourse, arm: Arm, width: number): Element {
    const { view, outcome, y_domain } = course;
    const rows = view.rows(outcome.name, arm.name);
    const weeks = view.weeks;
    const { colour } = view.style(arm.name);
    const reference = view.reference === arm ? null : view.reference;
    const compared = reference === null ? [] : view.rows(outcome.name, reference.name);
    const centre = compared.some((row) => row.median !== null) ? "median" : "mean";
    const chart = Plot.plot({
        width,
        height: 210,
        marginLeft: 44,
        marginRight: 8,
        marginTop: 10,
        marginBottom: 34,
        style: chart_style,
        x: { domain: x_domain(weeks) },
        y: { domain: y_domain, nice: true },
        marks: [
            Plot.gridY({ ticks: 5, ...grid_look }),
            y_domain[0] < 0 && y_domain[1] >= 0 ? Plot.ruleY([0], { stroke: reference_colour, strokeWidth: 1 }) : null,
            ...spread_marks(rows, colour),
            Plot.lineY(compared, { x: "week", y: centre, ...reference_look }),
            ...centre_marks(rows, colour),
            rows.length <= 12 ? Plot.dot(rows, { x: "week", y: centre_of(rows), fill: colour, r: 2.5 }) : null,
            Plot.axisY({ ticks: 5, tickSize: 0, label: null, tickFormat: axis_text }),
            Plot.axisX({
                ticks: week_ticks(weeks, width - 52),
                tickFormat: String,
                tickSize: 4,
                label: "Week",
                labelAnchor: "center",
                labelArrow: "none",
            }),
            Plot.tip(
                rows,
                Plot.pointerX({ x: "week", y: centre_of(rows), title: (row: ResultRow) => tip_text(row, outcome) }),
            ),
        ],
    });
    return described(chart, description(arm, outcome, rows));
}

function spread_marks(rows: ResultRow[], colour: string): Plot.Markish[] {
    const bands: [keyof ResultRow, keyof ResultRow, number][] = has_quantiles(rows)
        ? [
              ["q05", "q95", 0.16],
              ["q25", "q75", 0.3],
          ]
        : [["lower_95", "upper_95", 0.25]];
    return bands.map(([low, high, opacity], index) =>
        rows.length > 1
            ? Plot.areaY(rows, { x: "week", y1: low, y2: high, fill: colour, fillOpacity: opacity })
            : Plot.ruleX(rows, {
                  x: "week",
                  y1: low,
                  y2: high,
                  stroke: colour,
                  strokeOpacity: opacity + 0.2,
                  strokeWidth: 6 + 8 * index,
              }),
    );
}

/** The median leads and the mean follows; without a median the mean leads. */
function centre_marks(rows: ResultRow[], colour: string): Plot.Markish[] {
    const lead = Plot.lineY(rows, { x: "week", y: centre_of(rows), stroke: colour, strokeWidth: 2.5 });
    const follow = { x: "week", y: "mean", stroke: ink, strokeWidth: 1.5, strokeDasharray: "1.5 3" };
    return centre_of(rows) === "median" ? [lead, Plot.lineY(rows, follow)] : [lead];
}

function centre_of(rows: ResultRow[]): "median" | "mean" {
    return rows.some((row) => row.median !== null) ? "median" : "mean";
}

/** One visit gets room on both sides, or it would sit on the axis. */
export function x_domain(weeks: number[]): [number, number] {
    return extent_of(weeks) ?? [0, 1];
}

/** Axis numbers: plain, with a true minus sign. */
export function axis_text(value: number): string {
    return Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3)
        ? number_text(value)
        : String(Number(value.toPrecision(6))).replace("-", "\u2212");
}

function tip_text(row: ResultRow, outcome: Outcome): string {
    const lines = [`${week_text(row.week)} (n = ${row.n})`];
    const add = (name: string, text: string): number => lines.push(`${name}: ${text}`);
    if (row.median !== null) {
        add("median", quantity_text(row.median, outcome.unit));
    }
    add("mean", quantity_text(row.mean, outcome.unit));
    if (row.q25 !== null) {
        add("25 to 75 %", between(row.q25, row.q75, outcome.unit));
    }
    if (row.q05 !== null) {
        add("5 to 95 %", between(row.q05, row.q95, outcome.unit));
    } else {
        add("95 % interval", between(row.lower_95, row.upper_95, outcome.unit));
    }
    return lines.join("\n");
}

function between(low: number | null, high: number | null, unit: string): string {
    return `${number_text(low, unit)} to ${number_text(high, unit)} ${unit_text(unit)}`.trim();
}

function description(arm: Arm, outcome: Outcome, rows: ResultRow[]): string {
    const last = rows[rows.length - 1];
    const words = `${outcome.label} over time, ${arm.label}.`;
    return last === undefined
        ? words
        : `${words} At ${week_text(last.week)}: mean ${quantity_text(last.mean, outcome.unit)}, ` +
              `median ${quantity_text(last.median, outcome.unit)}, ` +
              `5 to 95 % of patients ${between(last.q05, last.q95, outcome.unit)}.`;
}
