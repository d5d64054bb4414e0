// The border: text from the page becomes its data, or an error in plain words. The program writes it by the schemas in
// docs/api; what no schema says is looked at here, and behind it all is trusted.

import type { AnswerOfTrial, PageData } from "./report_data";

const kinds = ["trial", "patient", "deliver", "validate", "comparison"];

/** Reads the object the program wrote; throws an Error that a reader of the page can understand. */
export function read_report(text: string): PageData {
    const data = parse(text);
    if (data.schema !== 1) {
        throw new Error(`this page reads schema 1, but its data say ${String(data.schema)}`);
    }
    if (!kinds.includes(data.kind)) {
        throw new Error(`kind must be one of ${kinds.join(", ")}, but is ${String(data.kind)}`);
    }
    if (!Object.hasOwn(data.languages, data.language)) {
        throw new Error(`there are no words in the language "${data.language}"`);
    }
    return data.kind === "trial" ? { ...data, answer: with_what_rows_use(data.answer) } : data;
}

function parse(text: string): PageData {
    if (!text.trim().startsWith("{")) {
        throw new Error("the page holds no data; it is a template that the program fills in");
    }
    return JSON.parse(text) as PageData;
}

/** A row whose arm or outcome is not described is still a result: it is shown under its own name. */
function with_what_rows_use(answer: AnswerOfTrial): AnswerOfTrial {
    const missing = (names: string[], described: { name: string }[]): string[] =>
        [...new Set(names)].filter((name) => !described.some((one) => one.name === name));
    const arms = missing(answer.rows.map(({ arm }) => arm), answer.arms);
    const outcomes = missing(answer.rows.map(({ outcome }) => outcome), answer.outcomes);
    return {
        ...answer,
        arms: [...answer.arms, ...arms.map((name) => ({ name, label: name, description: "", drugs: ["not described"] }))],
        outcomes: [
            ...answer.outcomes,
            ...outcomes.map((name) => ({ name, label: name, unit: "", kind: "continuous" as const, meaning: "" })),
        ],
    };
}
