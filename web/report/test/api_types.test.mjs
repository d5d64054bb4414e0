// The types of what the program writes follow its schemas.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { basename } from "node:path";

import { test } from "vitest";

import { api_types } from "../../api_types.js";
import { web_file } from "./browser.mjs";

test("every type is what `npm run types` makes of its schema, and there is no other", async () => {
    const made = await api_types();
    for (const { path, text } of made) {
        assert.equal(await readFile(path, "utf8"), text, `${basename(path)} is out of date: npm run types`);
    }
    assert.deepEqual((await readdir(web_file("report/src/api"))).sort(), made.map(({ path }) => basename(path)).sort());
});
