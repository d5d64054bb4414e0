// TypeScript types of what the program writes, made from the schemas in docs/api: `npm run types` writes them.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

import { compile } from "json-schema-to-typescript";

const schemas = fileURLToPath(new URL("../docs/api", import.meta.url));
const types = fileURLToPath(new URL("report/src/api", import.meta.url));

/** File of types by schema. */
const made_from = {
    "comparison_page.ts": "comparison.page.schema.json",
    "deliver.ts": "deliver.answer.schema.json",
    "patient.ts": "patient.answer.schema.json",
    "run_words.ts": "run.words.schema.json",
    "trial.ts": "trial.answer.schema.json",
    "validate.ts": "validate.answer.schema.json",
};

/** Each file with what it must hold. */
export async function api_types() {
    return Promise.all(
        Object.entries(made_from).map(async ([file, schema]) => {
            const text = await compile(JSON.parse(await readFile(join(schemas, schema), "utf8")), schema, {
                bannerComment: `// Made by \`npm run types\` from docs/api/${schema}; change that file instead.`,
                cwd: schemas,
                ignoreMinAndMaxItems: true,
                style: { tabWidth: 4, printWidth: 120 },
            });
            return { path: join(types, file), text };
        }),
    );
}

if (argv[1] === fileURLToPath(import.meta.url)) {
    for (const { path, text } of await api_types()) {
        await writeFile(path, text);
    }
}
