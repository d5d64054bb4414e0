// A share of patients over time, one line with its 95 % band per arm.

import * as Plot from "@observablehq/plot";

import { quantity_text, week_text } from "../number_text";
import type { Arm, Outcome, ResultRow } from "../report_data";
import type { TrialView } from "../trial_view";
import { chart_style, described, grid_look, spread_apart, week_ticks } from "./drawing";
import { x_domain } from "./time_course";

const labelled_from_px = 640;
const height_px = 340;
const margin_top_px = 12;
const margin_bottom_px = 40;
const one_line_gap_px = 16;
const two_line_gap_px = 34;
/** With more arms than this, names get one line each and may be cut; the list of arms has them in full. */
const most_arms_with_two_lines = 6;
const two_lines_of_letters = 42;

interface LineEnd {
    arm: Arm;
    week: number;
    value: number;
    label_at: number;
}

export function responders_over_time(view: TrialView, outcome: Outcome, arms: Arm[], width: number): Element {
    const rows = arms.flatMap((arm) => view.rows(outcome.name, arm.name));
    const top = Math.min(100, Math.max(10, ...rows.map((row) => row.upper_95 ?? row.mean ?? 0)) * 1.04);
    const is_labelled = width >= labelled_from_px;
    const margin_right = is_labelled ? 220 : 10;
    const plot_width = width - 46 - margin_right;
    const chart = Plot.plot({
        width,
        height: height_px,
        marginTop: margin_top_px,
        marginBottom: margin_bottom_px,
        marginLeft: 46,
        marginRight: margin_right,
        style: chart_style,
        x: { domain: x_domain(view.weeks) },
        y: { domain: [0, top] },
        marks: [
            Plot.gridY({ ticks: 5, ...grid_look }),
            Plot.axisY({ ticks: 5, tickSize: 0, label: null, tickFormat: (value: number) => `${value} %` }),
            Plot.axisX({
                ticks: week_ticks(view.weeks, plot_width),
                tickFormat: String,
                tickSize: 4,
                label: "Week",
                labelAnchor: "center",
                labelArrow: "none",
            }),
            ...arms.flatMap((arm) => arm_marks(view, outcome, arm)),
            ...(is_labelled ? end_labels(line_ends(view, outcome, arms, top), view) : []),
            Plot.tip(rows, Plot.pointer({ x: "week", y: "mean", title: (row: ResultRow) => tip_text(view, row) })),
        ],
    });
    return described(chart, description(view, outcome, arms));
}

function arm_marks(view: TrialView, outcome: Outcome, arm: Arm): Plot.Markish[] {
    const rows = view.rows(outcome.name, arm.name);
    const { colour, dash } = view.style(arm.name);
    const spread =
        rows.length > 1
            ? Plot.areaY(rows, { x: "week", y1: "lower_95", y2: "upper_95", fill: colour, fillOpacity: 0.15 })
            : Plot.ruleX(rows, { x: "week", y1: "lower_95", y2: "upper_95", stroke: colour, strokeWidth: 3, strokeOpacity: 0.4 });
    return [
        spread,
        Plot.lineY(rows, { x: "week", y: "mean", stroke: colour, strokeWidth: 2.25, strokeDasharray: dash }),
        rows.length <= 16 ? Plot.dot(rows, { x: "week", y: "mean", fill: colour, r: 3 }) : null,
    ];
}

/** Where each line ends, and where its name fits without covering another. */
function line_ends(view: TrialView, outcome: Outcome, arms: Arm[], top: number): LineEnd[] {
    const ends = arms.flatMap((arm) => {
        const rows = view.rows(outcome.name, arm.name).filter((row) => row.mean !== null);
        const last = rows[rows.length - 1];
        return last === undefined ? [] : [{ arm, week: last.week, value: last.mean ?? 0, label_at: 0 }];
    });
    const gap_px = takes_two_lines(arms.length) ? two_line_gap_px : one_line_gap_px;
    const gap = (gap_px * top) / (height_px - margin_top_px - margin_bottom_px);
    const places = spread_apart(ends.map((end) => end.value), gap, 0, top);
    return ends.map((end, index) => ({ ...end, label_at: places[index] ?? end.value }));
}

function end_labels(ends: LineEnd[], view: TrialView): Plot.Markish[] {
    return ends.map((end) =>
        Plot.text([end], {
            x: Math.max(...view.weeks),
            y: "label_at",
            text: (shown: LineEnd) => `${quantity_text(shown.value, "%")}  ${shortened(shown.arm.label)}`,
            fill: view.style(end.arm.name).colour,
            fontWeight: "600",
            textAnchor: "start",
            frameAnchor: "right",
            dx: 10,
            lineWidth: 15,
            lineHeight: 1.15,
            ...(takes_two_lines(ends.length) ? {} : { textOverflow: "ellipsis" as const }),
        }),
    );
}

function takes_two_lines(arms: number): boolean {
    return arms <= most_arms_with_two_lines;
}

function shortened(label: string): string {
    return label.length > two_lines_of_letters ? `${label.slice(0, two_lines_of_letters - 1).trimEnd()}…` : label;
}

function tip_text(view: TrialView, row: ResultRow): string {
    const label = view.arms.find((arm) => arm.name === row.arm)?.label ?? row.arm;
    const interval = `${quantity_text(row.lower_95, "%")} to ${quantity_text(row.upper_95, "%")}`;
    return `${label}\n${week_text(row.week)} (n = ${row.n})\n${quantity_text(row.mean, "%")}\n95 % interval: ${interval}`;
}

function description(view: TrialView, outcome: Outcome, arms: Arm[]): string {
    const values = arms.flatMap((arm) => {
        const rows = view.rows(outcome.name, arm.name);
        const last = rows[rows.length - 1];
        return last === undefined ? [] : [`${arm.label} ${quantity_text(last.mean, "%")} at ${week_text(last.week)}`];
    });
    return `${outcome.label} over time, percent of patients with 95 % band: ${values.join("; ")}.`;
}
