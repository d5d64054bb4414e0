// What the validation page shows, made of its answer: forests by drug and endpoint, and cells of tables.

import { extent_of, row_scale, rounded, type Domain, type RowScale } from "../../../kit/geometry";
import { axis_text, filled, fixed_text } from "../../../kit/number_text";
import type { Table } from "../../../kit/table";
import { label_with_unit, number_text } from "../number_text";
import type { Score, ValidationEndpoint, ValidationReport, ValidationRow } from "../report_data";
import { texts } from "./texts";

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
function drawn_rows(report: ValidationReport): HeldRow[] {
    return report.rows.filter(is_held).filter(({ status }) => !(status ?? "").startsWith("computed"));
}

export function endpoint_of(report: ValidationReport, name: string): ValidationEndpoint {
    return report.endpoints.find((endpoint) => endpoint.name === name) ?? { name, label: name, unit: "", kind: "continuous" };
}

/** Arms without a drug first, then drugs by their label. */
export function forests_by_drug(report: ValidationReport): DrugForests[] {
    const rows = drawn_rows(report);
    const labels = new Map(report.drugs.map(({ name, label }) => [name, label]));
    const drugs = [...new Set(rows.map(({ treated_with }) => treated_with ?? ""))];
    return drugs
        .map((drug) => ({
            drug,
            label: drug === "" ? texts.without_drug : (labels.get(drug) ?? drug),
            forests: forests_of(report, rows.filter(({ treated_with }) => (treated_with ?? "") === drug)),
        }))
        .sort((a, b) => (a.drug === "" ? -1 : b.drug === "" ? 1 : a.label.localeCompare(b.label, "en")));
}

function forests_of(report: ValidationReport, rows: HeldRow[]): Forest[] {
    const count = (name: string): number => report.rows.filter(({ endpoint }) => endpoint === name).length;
    const names = [...new Set(rows.map(({ endpoint }) => endpoint))].sort((a, b) => count(b) - count(a));
    return names.map((name) => {
        const endpoint = endpoint_of(report, name);
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

export function row_name(row: ValidationRow): string {
    return filled(texts.row_name, { trial: row.trial, arm: row.arm, week: number_text(row.week + (row.first_week ?? 0)) });
}

function values_of(row: HeldRow): Record<string, string> {
    const { value, low, high } = row.simulated;
    const [published, simulated, from, to] = [row.published, value, low, high].map((number) => number_text(number));
    return {
        name: row_name(row),
        grade: row.grade,
        published: published ?? "",
        simulated: simulated ?? "",
        low: from ?? "",
        high: to ?? "",
        place: row.inside === true ? texts.inside : texts.outside,
    };
}

export function drawn_row(row: HeldRow) {
    return {
        label: filled(texts.row_label, values_of(row)),
        low: row.simulated.low,
        middle: row.simulated.value,
        high: row.simulated.high,
        mark: { value: row.published, is_inside: row.inside === true, is_filled: row.status === "read" },
        text: filled(texts.row_text, values_of(row)),
        colour: grade_colour(row.grade),
    };
}

export function forest_alt(drug: string, { endpoint, rows }: Forest): string {
    return filled(texts.forest_alt, {
        drug,
        endpoint: label_with_unit(endpoint.label, endpoint.unit),
        inside: String(rows.filter(({ inside }) => inside).length),
        rows: String(rows.length),
        values: rows.map((row) => filled(texts.forest_value, values_of(row))).join("; "),
    });
}

export function forest_table(drug: string, { endpoint, rows }: Forest): Table {
    return {
        caption: `${drug}: ${label_with_unit(endpoint.label, endpoint.unit)}`,
        heads: [texts.table_row, texts.table_published, texts.table_known, texts.table_simulated, texts.table_interval, texts.table_place, texts.score_group],
        rows: rows.map((row) => {
            const { name, published, simulated, low, high, place, grade } = values_of(row);
            return [name ?? "", published ?? "", row.status ?? "–", simulated ?? "", `${low} to ${high}`, place ?? "", grade ?? ""];
        }),
    };
}

export function score_table(caption: string, report: ValidationReport, scores: Score[]): Table {
    const references = scores[0]?.against.map(({ reference }) => reference) ?? [];
    const sign = (value: number): string => (value > 0 ? "+" : "");
    return {
        caption,
        heads: [
            texts.score_endpoint,
            texts.score_group,
            texts.score_rows,
            texts.score_error,
            texts.score_bias,
            texts.score_inside,
            ...references.map((reference) => filled(texts.score_against, { reference })),
        ],
        rows: scores.map((score) => {
            const { label, unit } = endpoint_of(report, score.endpoint);
            return [
                label_with_unit(label, unit),
                score.group,
                String(score.rows),
                fixed_text(score.mean_absolute_error, 1),
                sign(score.mean_error) + fixed_text(score.mean_error, 1),
                `${fixed_text(100 * score.covered_frac, 0)} %`,
                ...score.against.map(against_text),
            ];
        }),
    };
}

function against_text({ rows, reference_mean_absolute_error: reference, own_mean_absolute_error: own }: Score["against"][number]): string {
    if (reference === null || own === null) {
        return "–";
    }
    return filled(texts.score_cell, {
        reference: fixed_text(reference, 1),
        own: fixed_text(own, 1),
        rows: String(rows),
        verdict: own <= reference ? texts.better : texts.not_better,
    });
}

/** Each arm and reason once. */
export function left_out_table(report: ValidationReport): Table {
    const rows = report.rows
        .filter(({ simulated }) => simulated === null)
        .map(({ trial, arm, endpoint, reason }) => [`${trial}, ${arm}`, endpoint_of(report, endpoint).label, reason ?? "–"]);
    const unique = new Map(rows.map((row) => [JSON.stringify(row), row]));
    return { caption: texts.left_out_heading, heads: [texts.table_row, texts.score_endpoint, texts.left_out_reason], rows: [...unique.values()] };
}

/** How many published values there are, and how many lie inside. */
export function inside_count(report: ValidationReport): { inside: number; held: number } {
    const held = report.rows.filter(({ inside }) => inside !== null);
    return { inside: held.filter(({ inside }) => inside).length, held: held.length };
}
