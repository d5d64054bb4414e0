// Results as numbers: the short table at the last week, and the full table with one row per result.

import { element, type Child } from "./dom";
import { count_text, interval_text, label_with_unit, number_text, quantity_text, week_text } from "./number_text";
import type { Arm, Outcome, ResultRow } from "./report_data";
import type { TrialView } from "./trial_view";

/** One row per arm, one column per outcome: mean, and below it the 95 % interval. */
export function summary_table(view: TrialView, outcomes: Outcome[], week: number): HTMLElement {
    const heads = ["Arm", "Patients", ...outcomes.map((outcome) => outcome.label)];
    const body = view.arms.map((arm) => summary_row(view, outcomes, arm, week));
    return scrollable("Summary table", [
        element("table", { class: "summary" }, [
            element("caption", {}, [`Mean with 95 % interval at ${week_text(week)}`]),
            element("thead", {}, [
                element("tr", {}, heads.map(head_cell)),
            ]),
            element("tbody", {}, body),
        ]),
    ]);
}

function summary_row(view: TrialView, outcomes: Outcome[], arm: Arm, week: number): HTMLElement {
    const rows = outcomes.map((outcome) => view.row(outcome.name, arm.name, week));
    const n = Math.max(...rows.map((row) => row?.n ?? -1));
    const cells = outcomes.map((outcome, index) => {
        const row = rows[index] ?? null;
        return element("td", { class: "number", "data-head": outcome.label }, [
            element("b", {}, [quantity_text(row?.mean, outcome.unit)]),
            element("small", {}, [interval_text(row?.lower_95, row?.upper_95, outcome.unit)]),
        ]);
    });
    return element("tr", {}, [
        element("th", { scope: "row" }, [
            arm.label,
            arm.description === "" ? null : element("small", {}, [arm.description]),
        ]),
        element("td", { class: "number", "data-head": "Patients" }, [n < 0 ? "–" : count_text(n)]),
        ...cells,
    ]);
}

interface Column {
    heading: string;
    is_number: boolean;
    text: (row: ResultRow) => string;
    /** What sorting compares. */
    order: (row: ResultRow) => number | string;
}

/** Every result of one outcome; a click on a heading sorts by it. */
export function results_table(view: TrialView, outcome: Outcome): HTMLElement {
    const columns = result_columns(view, outcome);
    const rows = view.rows_of_outcome(outcome.name);
    const body = element("tbody");
    const fill = (shown: ResultRow[]): void =>
        body.replaceChildren(...shown.map((row) => plain_row(columns.map((column) => cell(column, row)))));
    fill(rows);
    const heads = columns.map((column) => element("th", { scope: "col", class: column.is_number ? "number" : "" }));
    columns.forEach((column, index) => {
        const button = element("button", { type: "button" }, [column.heading]);
        button.addEventListener("click", () => {
            const is_down = heads[index]?.getAttribute("aria-sort") === "ascending";
            heads.forEach((head) => head.removeAttribute("aria-sort"));
            heads[index]?.setAttribute("aria-sort", is_down ? "descending" : "ascending");
            fill(sorted_by(rows, column, is_down ? -1 : 1));
        });
        heads[index]?.append(button);
    });
    return scrollable(`Results: ${outcome.label}`, [
        element("table", {}, [
            element("caption", {}, [label_with_unit(outcome.label, outcome.unit)]),
            element("thead", {}, [element("tr", {}, heads)]),
            body,
        ]),
    ]);
}

/** A table of text cells with a heading row; the first column heads its row. */
export function plain_table(caption: string, heads: string[], rows: string[][]): HTMLElement {
    return scrollable(caption, [
        element("table", {}, [
            element("caption", {}, [caption]),
            element("thead", {}, [
                element("tr", {}, heads.map(head_cell)),
            ]),
            element(
                "tbody",
                {},
                rows.map((row) =>
                    plain_row(
                        row.map((text, index) =>
                            index === 0
                                ? element("th", { scope: "row" }, [text])
                                : element("td", { class: "number" }, [text]),
                        ),
                    ),
                ),
            ),
        ]),
    ]);
}

function result_columns(view: TrialView, outcome: Outcome): Column[] {
    const label_of = new Map(view.arms.map((arm) => [arm.name, arm.label]));
    const label = (row: ResultRow): string => label_of.get(row.arm) ?? row.arm;
    const quantity = (heading: string, key: keyof ResultRow): Column => ({
        heading,
        is_number: true,
        text: (row) => number_text(row[key] as number | null, outcome.unit),
        order: (row) => (row[key] as number | null) ?? -Infinity,
    });
    const columns: Column[] = [
        { heading: "Arm", is_number: false, text: label, order: label },
        { heading: "Week", is_number: true, text: (row) => String(row.week), order: (row) => row.week },
        { heading: "n", is_number: true, text: (row) => count_text(row.n), order: (row) => row.n },
        quantity("Mean", "mean"),
        quantity("SE", "standard_error"),
        quantity("Lower 95 %", "lower_95"),
        quantity("Upper 95 %", "upper_95"),
    ];
    const spread: Column[] = [
        quantity("SD", "standard_deviation"),
        quantity("5 %", "q05"),
        quantity("25 %", "q25"),
        quantity("Median", "median"),
        quantity("75 %", "q75"),
        quantity("95 %", "q95"),
    ];
    return outcome.kind === "proportion" ? columns : [...columns, ...spread];
}

/** Heads a column: the first holds names, the others numbers. */
function head_cell(head: string, index: number): HTMLElement {
    return element("th", { scope: "col", class: index === 0 ? "" : "number" }, [head]);
}

function sorted_by(rows: ResultRow[], column: Column, direction: 1 | -1): ResultRow[] {
    return [...rows].sort((a, b) => {
        const [left, right] = [column.order(a), column.order(b)];
        return direction * (left < right ? -1 : left > right ? 1 : 0);
    });
}

function cell(column: Column, row: ResultRow): HTMLElement {
    return element("td", { class: column.is_number ? "number" : "" }, [column.text(row)]);
}

function plain_row(cells: Child[]): HTMLElement {
    return element("tr", {}, cells);
}

/** A wide table scrolls inside its box, by keyboard as well. */
function scrollable(name: string, children: Child[]): HTMLElement {
    return element("div", { class: "scrollable", tabindex: "0", role: "region", "aria-label": name }, children);
}
