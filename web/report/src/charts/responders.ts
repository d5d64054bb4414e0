// A share of patients per arm at one week: a dot with its 95 % interval, arms sorted from high to low.

import * as Plot from "@observablehq/plot";

import { interval_text, quantity_text, week_text } from "../number_text";
import type { Arm, Outcome, ResultRow } from "../report_data";
import type { TrialView } from "../trial_view";
import { chart_style, described, grid_look } from "./drawing";

interface ArmResult {
    arm: Arm;
    row: ResultRow;
}

const wide_from_px = 620;
const name_width_px = 250;

export function responder_chart(view: TrialView, outcome: Outcome, week: number, width: number): Element {
    const results = sorted_results(view, outcome, week);
    const is_wide = width >= wide_from_px;
    const row_height = is_wide ? 42 : 54;
    const margin_top = is_wide ? 4 : 14;
    const margin_bottom = 40;
    const position = (result: ArmResult): number => results.indexOf(result);
    const chart = Plot.plot({
        width,
        height: margin_top + margin_bottom + row_height * results.length,
        marginTop: margin_top,
        marginBottom: margin_bottom,
        marginLeft: is_wide ? name_width_px : 8,
        marginRight: is_wide ? 175 : 14,
        style: chart_style,
        x: { domain: [0, 100] },
        y: { domain: [-0.5, results.length - 0.5], reverse: true, axis: null },
        marks: [
            Plot.gridX({ ticks: 5, ...grid_look }),
            Plot.axisX({
                ticks: 5,
                tickSize: 0,
                label: `${outcome.label} at ${week_text(week)}, % of patients`,
                labelAnchor: "center",
                labelArrow: "none",
            }),
            ...(is_wide ? wide_labels(results) : narrow_labels(results)),
            Plot.ruleY(results, {
                y: position,
                x1: start_of,
                x2: end_of,
                stroke: (result: ArmResult) => view.style(result.arm.name).colour,
                strokeWidth: 3,
                strokeOpacity: 0.55,
            }),
            Plot.dot(results, {
                y: position,
                x: (result: ArmResult) => result.row.mean,
                fill: (result: ArmResult) => view.style(result.arm.name).colour,
                r: 5.5,
            }),
        ],
    });
    return described(chart, description(outcome, week, results));
}

/** On a wide page names stand left of the chart and values right; on a narrow one both stand at the row itself. */
function wide_labels(results: ArmResult[]): Plot.Markish[] {
    const y = (result: ArmResult): number => results.indexOf(result);
    const look = { y, textAnchor: "start", fontSize: 13 } as const;
    const name = (result: ArmResult): string => result.arm.label;
    return [
        Plot.text(results, {
            ...look,
            frameAnchor: "left",
            dx: -name_width_px,
            text: name,
            fontWeight: 600,
            lineWidth: 15,
            lineHeight: 1.2,
        }),
        Plot.text(results, { ...look, frameAnchor: "right", dx: 16, text: value_text }),
    ];
}

function narrow_labels(results: ArmResult[]): Plot.Markish[] {
    const y = (result: ArmResult): number => results.indexOf(result);
    const name = (result: ArmResult): string => result.arm.label;
    const is_low = (result: ArmResult): boolean => (result.row.mean ?? 0) < 50;
    const low = { y, x: end_of, textAnchor: "start", dx: 9, text: value_text } as const;
    const high = { y, x: start_of, textAnchor: "end", dx: -9, text: value_text } as const;
    return [
        Plot.text(results, {
            y,
            frameAnchor: "left",
            textAnchor: "start",
            dy: -19,
            text: name,
            fontWeight: 600,
            lineWidth: 25,
            textOverflow: "ellipsis",
        }),
        Plot.text(results, { ...low, filter: is_low }),
        Plot.text(results, { ...high, filter: (result: ArmResult) => !is_low(result) }),
    ];
}

function start_of({ row }: ArmResult): number {
    return row.lower_95 ?? row.mean ?? 0;
}

function end_of({ row }: ArmResult): number {
    return row.upper_95 ?? row.mean ?? 0;
}

function sorted_results(view: TrialView, outcome: Outcome, week: number): ArmResult[] {
    return view.arms
        .flatMap((arm) => {
            const row = view.row(outcome.name, arm.name, week);
            return row === null || row.mean === null ? [] : [{ arm, row }];
        })
        .sort((a, b) => (b.row.mean ?? 0) - (a.row.mean ?? 0));
}

function value_text({ row }: ArmResult): string {
    return `${quantity_text(row.mean, "%")} (${interval_text(row.lower_95, row.upper_95, "%")})`;
}

function description(outcome: Outcome, week: number, results: ArmResult[]): string {
    const values = results.map((result) => `${result.arm.label} ${value_text(result)}`).join("; ");
    return `${outcome.label} at ${week_text(week)}, percent of patients with 95 % interval: ${values}.`;
}
