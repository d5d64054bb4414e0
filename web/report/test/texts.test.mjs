// The words of the page are in data/texts: every one that it asks for, in every language, and none that it does not.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

import { test } from "vitest";

import { web_file } from "./browser.mjs";
import { shipped_texts } from "./comparison_data.mjs";

async function sources(folder) {
    const entries = await readdir(folder, { withFileTypes: true });
    const texts = entries.map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? sources(path) : readFile(path, "utf8");
    });
    return (await Promise.all(texts)).join("\n");
}

test("both languages have the words of the page, and the page uses them", async () => {
    const [en, ja] = ["en", "ja"].map((language) => Object.keys(shipped_texts(language)).filter((key) => key.startsWith("page_")));
    assert.deepEqual(ja, en);
    assert.ok(en.length > 20);
    const source = await sources(web_file("report/src/comparison"));
    // Keys that are put together end in a name that the page gives, of one word or more.
    const beginnings = (key) => key.split("_").map((_, words, all) => all.slice(0, words).join("_")).slice(2);
    const is_used = (key) => source.includes(`"${key}"`) || beginnings(key).some((beginning) => source.includes(`\`${beginning}_\${`));
    assert.deepEqual(en.filter((key) => !is_used(key)), []);
});

test("the page asks for no word that is not shipped", async () => {
    const source = await sources(web_file("report/src/comparison"));
    const asked = [...source.matchAll(/view\.text\("(\w+)"/g)].map(([, key]) => key);
    const shipped = shipped_texts("en");
    assert.deepEqual(asked.filter((key) => !(key in shipped)), []);
});
