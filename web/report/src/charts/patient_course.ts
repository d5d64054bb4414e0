// One value of one virtual patient over time.

import * as Plot from "@observablehq/plot";

import { quantity_text, week_text } from "../number_text";
import type { PatientRow, State } from "../report_data";
import { chart_style, described, extent_of, grid_look, week_ticks } from "./drawing";
import { axis_text, x_domain } from "./time_course";

export interface PatientCourse {
    state: State;
    colour: string;
    height_px: number;
    /** Values that the axis must hold, such as zero. */
    hold: number[];
}

export function patient_course(rows: PatientRow[], course: PatientCourse, width: number): Element {
    const { state, colour, height_px } = course;
    const value = (row: PatientRow): number | null => row[state.name] ?? null;
    const weeks = rows.map((row) => row.week);
    const y_domain = extent_of(rows.map(value), course.hold) ?? [0, 1];
    const chart = Plot.plot({
        width,
        height: height_px,
        marginLeft: 48,
        marginRight: 10,
        marginTop: 10,
        marginBottom: 34,
        style: chart_style,
        x: { domain: x_domain(weeks) },
        y: { domain: y_domain, nice: true },
        marks: [
            Plot.gridY({ ticks: 5, ...grid_look }),
            Plot.axisY({ ticks: 5, tickSize: 0, label: null, tickFormat: axis_text }),
            Plot.axisX({
                ticks: week_ticks(weeks, width - 58),
                tickFormat: String,
                tickSize: 4,
                label: "Week",
                labelAnchor: "center",
                labelArrow: "none",
            }),
            Plot.lineY(rows, { x: "week", y: value, stroke: colour, strokeWidth: 2.25 }),
            rows.length <= 16 ? Plot.dot(rows, { x: "week", y: value, fill: colour, r: 3 }) : null,
            Plot.tip(
                rows,
                Plot.pointerX({
                    x: "week",
                    y: value,
                    title: (row: PatientRow) => `${week_text(row.week)}\n${quantity_text(value(row), state.unit)}`,
                }),
            ),
        ],
    });
    return described(chart, description(rows, state));
}

function description(rows: PatientRow[], state: State): string {
    const first = rows[0];
    const last = rows[rows.length - 1];
    if (first === undefined || last === undefined) {
        return `${state.label} over time: no values.`;
    }
    const at = (row: PatientRow): string => `${quantity_text(row[state.name], state.unit)} at ${week_text(row.week)}`;
    return `${state.label} over time: ${at(first)}, ${at(last)}.`;
}
