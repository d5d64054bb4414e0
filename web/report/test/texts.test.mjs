// The words of the pages are in data/texts: every one that they ask for, in every language, and none that they do not.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

import { test } from "vitest";

import { web_file } from "./browser.mjs";
import { shipped_texts } from "./page_data.mjs";

/** Where the words of a file are asked for. */
const asked_in = {
    comparison: ["comparison"],
    trial_page: ["trial", "run"],
    patient_page: ["patient", "run"],
    deliver_page: ["delivery", "run"],
    validate_page: ["validation", "run"],
    page: ["."],
};

async function sources(folder) {
    const entries = await readdir(folder, { withFileTypes: true });
    const texts = entries
        .filter(({ name }) => !name.includes(".test."))
        .map((entry) => {
            const path = join(folder, entry.name);
            return entry.isDirectory() ? sources(path) : readFile(path, "utf8");
        });
    return (await Promise.all(texts)).join("\n");
}

const source_of = async (name) => (await Promise.all(asked_in[name].map((folder) => sources(web_file(`report/src/${folder}`))))).join("\n");

/** Words that the page itself shows: of the comparison, only some are for the page. */
const words_of = (language, name) => Object.keys(shipped_texts(language, name)).filter((key) => name !== "comparison" || key.startsWith("page_"));

test.each(Object.keys(asked_in))("%s: both languages have the words, and the page uses them", async (name) => {
    const [en, ja] = ["en", "ja"].map((language) => words_of(language, name));
    assert.deepEqual(en.filter((key) => !ja.includes(key)), []);
    assert.ok(en.length > 10);
    const source = await source_of(name);
    // Keys that are put together end in a name that the page or the data give, or begin with a kind of thing.
    const is_used = (key) =>
        [`"${key}"`, `'${key}'`].some((quoted) => source.includes(quoted)) ||
        [...key.matchAll(/_/g)].some(({ index }) => source.includes(`\`${key.slice(0, index + 1)}\${`)) ||
        (name === "deliver_page" && (key.startsWith("place_") || key === "title")) ||
        (name === "validate_page" && key === "title") ||
        (name === "patient_page" && key === "title");
    assert.deepEqual(en.filter((key) => !is_used(key)), []);
});

test.each(Object.keys(asked_in).filter((name) => name !== "page"))("%s: the page asks for no word that is not shipped", async (name) => {
    const source = await source_of(name);
    const asked = [...source.matchAll(/(?:words|view)\.text\(\s*["'](\w+)["']/g)].map(([, key]) => key);
    const shipped = { ...shipped_texts("en", "page"), ...shipped_texts("en", name) };
    // The frame of a run asks for these where there are any.
    const is_of_some = (key) => key === "notice" || (name !== "trial_page" && key.startsWith("flow_"));
    assert.ok(asked.length > 10);
    assert.deepEqual(asked.filter((key) => !(key in shipped) && !is_of_some(key)), []);
});
