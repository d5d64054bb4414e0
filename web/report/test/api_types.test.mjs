// Types are made from schemas: each thing once, under a name of its own.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { test } from "vitest";

import { api_types } from "../../api_types.js";

const object = (properties, definitions = {}) => ({
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
    definitions,
});

async function types_of(schemas) {
    const folder = await mkdtemp(join(tmpdir(), "vesikin-schemas-"));
    try {
        for (const [name, schema] of Object.entries(schemas)) {
            await writeFile(join(folder, `${name}.schema.json`), JSON.stringify(schema));
        }
        return await api_types(`${folder}/`, Object.keys(schemas).filter((name) => name !== "common"));
    } finally {
        await rm(folder, { recursive: true });
    }
}

test("what two answers share is one type", async () => {
    const text = await types_of({
        common: { definitions: { dose: object({ mass_mg: { type: "number" } }) } },
        first: { title: "First answer", ...object({ dose: { $ref: "common.schema.json#/definitions/dose" } }) },
        second: { title: "Second answer", ...object({ doses: { type: "array", items: { $ref: "common.schema.json#/definitions/dose" } } }) },
    });
    assert.equal(text.match(/mass_mg: number;/g).length, 1);
    assert.match(text, /dose: Dose;/);
    assert.match(text, /doses: Dose\[\];/);
});

test("two different things of one name are refused", async () => {
    const with_row = (title, property) => ({
        title,
        ...object({ row: { $ref: "#/definitions/row" } }, { row: object({ [property]: { type: "number" } }) }),
    });
    await assert.rejects(types_of({ first: with_row("First answer", "day"), second: with_row("Second answer", "week") }), /one name in first, second: Row1/);
});
