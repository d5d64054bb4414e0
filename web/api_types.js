// TypeScript types of what the program writes, made from the schemas in docs/api into one file that is not committed: each thing
// once, however many answers hold it. `npm run check` makes them first.

import { writeFile } from "node:fs/promises";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

import { compile } from "json-schema-to-typescript";

const schemas = fileURLToPath(new URL("../docs/api/", import.meta.url));
const report_types = fileURLToPath(new URL("report/src/api.ts", import.meta.url));
const app_types = fileURLToPath(new URL("app/src/api.ts", import.meta.url));

/** What pages read. */
const read_by_pages = ["comparison.page", "deliver.answer", "patient.answer", "run.words", "trial.answer", "validate.answer"];

/** What the page of the server reads. */
const read_by_app = ["deliver.answer", "plan.answer"];

/** The types of these schemas of a folder, as text; an error where two things would have one name. */
export async function api_types(folder = schemas, names = read_by_pages) {
    const whole = {
        title: "What pages read",
        type: "object",
        additionalProperties: false,
        required: names,
        properties: Object.fromEntries(names.map((name) => [name, { $ref: `${name}.schema.json` }])),
    };
    const text = await compile(whole, "api", {
        bannerComment: "// Made by `npm run types` from docs/api; change that instead.",
        cwd: folder,
        ignoreMinAndMaxItems: true,
        style: { tabWidth: 4, printWidth: 120 },
    });
    // Of two of one name the second would get a number, and which is which would hang on the order.
    const twice = [...text.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name]) => name).filter((name) => /\d$/.test(name));
    if (twice.length > 0) {
        throw new Error(`two definitions have one name in ${names.join(", ")}: ${twice.join(", ")}`);
    }
    return text;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
    await writeFile(report_types, await api_types());
    await writeFile(app_types, await api_types(schemas, read_by_app));
}
