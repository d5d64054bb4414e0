// The settings of a run in words.

import { number_text, scientific_text } from "../number_text";
import type { Model, RunAnswer } from "../report_data";
import type { Words } from "../words";

/** Said elsewhere on the page. */
const shown_elsewhere = ["inputs", "purpose", "patients", "model"];

/** Names and values, the model first. */
export function run_settings(answer: RunAnswer, words: Words): [string, string][] {
    const pairs = flat_settings(answer.manifest)
        .filter(([key]) => !shown_elsewhere.includes(key))
        .map(([key, value]): [string, string] => [setting_name(key, words), setting_text(key, value, words)]);
    return "model" in answer ? [[words.text("model"), model_text(answer.model, words)], ...pairs] : pairs;
}

/** An object is its members: `work`: `{steps}` is `work_steps`. */
function flat_settings(settings: object, prefix = ""): [string, unknown][] {
    return Object.entries(settings).flatMap(([key, value]): [string, unknown][] => {
        const is_object = value !== null && typeof value === "object" && !Array.isArray(value);
        const is_shown = shown_elsewhere.includes(prefix + key);
        return is_object && !is_shown ? flat_settings(value, `${prefix}${key}_`) : [[prefix + key, value]];
    });
}

/** A key unknown to the words is shown with spaces for underscores. */
function setting_name(key: string, words: Words): string {
    const spaced = key.replaceAll("_", " ");
    return words.has(`manifest_${key}`) ? words.text(`manifest_${key}`) : spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function model_text({ name }: Model, words: Words): string {
    const title = words.label("model", name);
    return title === name ? name : words.text("with_unit", { label: title, unit: name });
}

/** Known keys by their meaning; other numbers plainly, other values as they stand in the data. */
function setting_text(key: string, value: unknown, words: Words): string {
    if (Array.isArray(value)) {
        return value.join(" ");
    }
    if (typeof value !== "number") {
        const text = String(value);
        return words.has(`value_${text}`) ? words.text(`value_${text}`) : text;
    }
    if (key.endsWith("_tolerance")) {
        return scientific_text(value);
    }
    if (key === "wall_time_second") {
        return words.duration(value);
    }
    return Number.isInteger(value) ? String(value) : number_text(value);
}
