// The settings of a run in words.

import { duration_text, number_text, scientific_text } from "../number_text";
import type { Model, RunReport } from "../report_data";
import { manifest_label } from "../text";

/** Names and values, the model first. */
export function run_settings(report: RunReport): [string, string][] {
    const { inputs: _inputs, ...settings } = report.manifest;
    const pairs = Object.entries(settings).map(([key, value]): [string, string] => [
        manifest_label(key),
        setting_text(key, value),
    ]);
    return "model" in report ? [["Model", model_text(report.model)], ...pairs] : pairs;
}

function model_text(model: Model): string {
    return model.title === "" ? model.name : `${model.title} (${model.name})`;
}

/** Known keys by their meaning; other numbers plainly, other values as they stand in the data. */
function setting_text(key: string, value: unknown): string {
    if (typeof value !== "number") {
        return typeof value === "string" ? value : JSON.stringify(value);
    }
    if (key.endsWith("_tolerance")) {
        return scientific_text(value);
    }
    if (key === "wall_time_second") {
        return duration_text(value);
    }
    return Number.isInteger(value) ? String(value) : number_text(value);
}
