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

export function responder_chart(view: TrialView, outcome: Outcome, week: number, width: number): Element {
    const results = sorted_results(view, outcome, week);
    const is_wide = width >= wide_from_px;
    const row_height = is_wide ? 34 : 48;
    const margin_top = 12;
    const margin_bottom = 40;
    const position = (result: ArmResult): number => results.indexOf(result);
    const end = (result: ArmResult): number => result.row.upper_95 ?? result.row.mean ?? 0;
    const chart = Plot.plot({
        width,
        height: margin_top + margin_bottom + row_height * results.length,
        marginTop: margin_top,
        marginBottom: margin_bottom,
        marginLeft: is_wide ? 250 : 8,
        marginRight: is_wide ? 190 : 14,
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
            ...arm_labels(results, is_wide),
            Plot.ruleY(results, {
                y: position,
                x1: (result: ArmResult) => result.row.lower_95 ?? result.row.mean,
                x2: end,
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
            is_wide
                ? Plot.text(results, { y: position, frameAnchor: "right", textAnchor: "start", dx: 16, text: value_text })
                : null,
        ],
    });
    return described(chart, description(outcome, week, results));
}

/** On a wide page names stand left of the chart; on a narrow one above each row, with the value. */
function arm_labels(results: ArmResult[], is_wide: boolean): Plot.Markish[] {
    const position = (result: ArmResult): number => results.indexOf(result);
    if (is_wide) {
        const name = (result: ArmResult): string => result.arm.label;
        return [Plot.text(results, { y: position, frameAnchor: "left", textAnchor: "end", dx: -14, text: name, lineWidth: 19, fontSize: 13 })];
    }
    const name_and_value = (result: ArmResult): string => `${result.arm.label}: ${value_text(result)}`;
    return [
        Plot.text(results, {
            y: position,
            frameAnchor: "left",
            textAnchor: "start",
            dy: -17,
            text: name_and_value,
            lineWidth: 28,
            textOverflow: "ellipsis",
        }),
    ];
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
