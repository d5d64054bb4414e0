// What the validation page shows, made of its answer: forests by drug and endpoint, and cells of tables.

import { extent_of, row_scale, rounded, type Domain, type RowScale } from "../../../kit/geometry";
import { axis_text, fixed_text } from "../../../kit/number_text";
import type { Table } from "../../../kit/table";
import { number_text } from "../number_text";
import type { AnswerOfValidate, Score, ValidationEndpoint, ValidationRow } from "../report_data";
import type { Words } from "../words";

/** A row that was simulated and has a published value. */
export interface HeldRow extends ValidationRow {
    published: number;
    simulated: NonNullable<ValidationRow["simulated"]>;
}

export interface Forest {
    endpoint: ValidationEndpoint;
    scale: RowScale;
    rows: HeldRow[];
}

export interface DrugForests {
    drug: string;
    label: string;
    forests: Forest[];
}

const grades = ["calibration", "H1", "H2", "H3"];

export function grade_colour(grade: string): string {
    return `var(--arm-${Math.max(0, grades.indexOf(grade)) + 1})`;
}

function is_held(row: ValidationRow): row is HeldRow {
    return row.simulated !== null && row.published !== null;
}

/** Rows that forests are drawn of: curves that were computed are no results. */
function drawn_rows(answer: AnswerOfValidate): HeldRow[] {
    return answer.rows.filter(is_held).filter(({ status }) => !(status ?? "").startsWith("computed"));
}

/** An endpoint with its unit. */
export function heading_of({ name, unit }: ValidationEndpoint, words: Words): string {
    return words.with_unit(words.label("endpoint", name), unit);
}

export function endpoint_of(answer: AnswerOfValidate, name: string): ValidationEndpoint {
    return answer.endpoints.find((endpoint) => endpoint.name === name) ?? { name, label: name, unit: "", kind: "continuous" };
}

/** Arms without a drug first, then drugs by their label. */
export function forests_by_drug(answer: AnswerOfValidate, words: Words): DrugForests[] {
    const rows = drawn_rows(answer);
    const drugs = [...new Set(rows.map(({ treated_with }) => treated_with ?? ""))];
    return drugs
        .map((drug) => ({
            drug,
            label: drug === "" ? words.text("without_drug") : words.label("drug", drug),
            forests: forests_of(answer, rows.filter(({ treated_with }) => (treated_with ?? "") === drug)),
        }))
        .sort((a, b) => (a.drug === "" ? -1 : b.drug === "" ? 1 : a.label.localeCompare(b.label, words.language)));
}

function forests_of(answer: AnswerOfValidate, rows: HeldRow[]): Forest[] {
    const count = (name: string): number => answer.rows.filter(({ endpoint }) => endpoint === name).length;
    const names = [...new Set(rows.map(({ endpoint }) => endpoint))].sort((a, b) => count(b) - count(a));
    return names.map((name) => {
        const endpoint = endpoint_of(answer, name);
        const own = rows.filter((row) => row.endpoint === name);
        return { endpoint, rows: own, scale: row_scale("linear", domain_of(endpoint, own), axis_text) };
    });
}

function domain_of(endpoint: ValidationEndpoint, rows: HeldRow[]): Domain {
    if (endpoint.kind === "proportion") {
        return [0, 100];
    }
    const values = rows.flatMap(({ published, simulated }) => [published, simulated.low, simulated.high]);
    return rounded(extent_of(values, [0]) ?? [0, 1]);
}

export function row_name(row: ValidationRow, words: Words): string {
    return words.text("row_name", { trial: row.trial, arm: row.arm, week: number_text(row.week + (row.first_week ?? 0)) });
}

function values_of(row: HeldRow, words: Words) {
    return {
        name: row_name(row, words),
        grade: words.label("grade", row.grade),
        published: number_text(row.published),
        simulated: number_text(row.simulated.value),
        low: number_text(row.simulated.low),
        high: number_text(row.simulated.high),
        place: words.text(row.inside === true ? "inside" : "outside"),
    };
}

export function drawn_row(row: HeldRow, words: Words) {
    return {
        label: words.text("row_label", values_of(row, words)),
        low: row.simulated.low,
        middle: row.simulated.value,
        high: row.simulated.high,
        mark: { value: row.published, is_inside: row.inside === true, is_filled: row.status === "read" },
        text: words.text("row_text", values_of(row, words)),
        colour: grade_colour(row.grade),
    };
}

export function forest_alt(drug: string, { endpoint, rows }: Forest, words: Words): string {
    return words.text("forest_alt", {
        drug,
        endpoint: heading_of(endpoint, words),
        inside: String(rows.filter(({ inside }) => inside).length),
        rows: String(rows.length),
        values: words.statements(rows.map((row) => words.text("forest_value", values_of(row, words)))),
    });
}

export function forest_table(drug: string, { endpoint, rows }: Forest, words: Words): Table {
    return {
        caption: words.text("forest_caption", { drug, endpoint: heading_of(endpoint, words) }),
        heads: [words.text("table_row"), words.text("table_published"), words.text("table_known"), words.text("table_simulated"), words.text("table_interval"), words.text("table_place"), words.text("score_group")],
        rows: rows.map((row) => {
            const { name, published, simulated, low, high, place, grade } = values_of(row, words);
            const known = row.status === null ? "–" : words.label("status", row.status);
            return [name, published, known, simulated, words.text("interval", { low, high }), place, grade];
        }),
    };
}

export function score_table(caption: string, answer: AnswerOfValidate, scores: Score[], words: Words): Table {
    const references = scores[0]?.against.map(({ reference }) => reference) ?? [];
    const sign = (value: number): string => (value > 0 ? "+" : "");
    return {
        caption,
        heads: [
            words.text("score_endpoint"),
            words.text("score_group"),
            words.text("score_rows"),
            words.text("score_error"),
            words.text("score_bias"),
            words.text("score_inside"),
            ...references.map((reference) => words.text("score_against", { reference: words.label("reference", reference) })),
        ],
        rows: scores.map((score) => {
            return [
                heading_of(endpoint_of(answer, score.endpoint), words),
                words.label("grade", score.group),
                String(score.rows),
                fixed_text(score.mean_absolute_error, 1),
                sign(score.mean_error) + fixed_text(score.mean_error, 1),
                `${fixed_text(100 * score.covered_frac, 0)} %`,
                ...score.against.map((against) => against_text(against, words)),
            ];
        }),
    };
}

function against_text({ rows, reference_mean_absolute_error: reference, own_mean_absolute_error: own }: Score["against"][number], words: Words): string {
    if (reference === null || own === null) {
        return "–";
    }
    return words.text("score_cell", {
        reference: fixed_text(reference, 1),
        own: fixed_text(own, 1),
        rows: String(rows),
        verdict: words.text(own <= reference ? "better" : "not_better"),
    });
}

/** Each arm and reason once. */
export function left_out_table(answer: AnswerOfValidate, words: Words): Table {
    const rows = answer.rows
        .filter(({ simulated }) => simulated === null)
        .map(({ trial, arm, endpoint, reason }) => [words.text("table_row_text", { trial, arm }), words.label("endpoint", endpoint), reason ?? "–"]);
    const unique = new Map(rows.map((row) => [JSON.stringify(row), row]));
    return { caption: words.text("left_out_heading"), heads: [words.text("table_row"), words.text("score_endpoint"), words.text("left_out_reason")], rows: [...unique.values()] };
}

/** How many published values there are, and how many lie inside. */
export function inside_count(answer: AnswerOfValidate): { inside: number; held: number } {
    const held = answer.rows.filter(({ inside }) => inside !== null);
    return { inside: held.filter(({ inside }) => inside).length, held: held.length };
}
