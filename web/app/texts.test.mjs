// Words: every key that the page asks for is there in both languages, and none that it does not.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { test } from "vitest";

import { ipdas_items } from "./src/ipdas";
import { screens } from "./src/state.svelte";

const source = fileURLToPath(new URL("src/", import.meta.url));
const texts = fileURLToPath(new URL("../../data/texts/", import.meta.url));

async function keys_of(language, file) {
    const text = await readFile(`${texts}${language}/${file}.toml`, "utf8");
    return new Map([...text.matchAll(/^(\w+) = "(.*)"$/gm)].map(([, key, words]) => [key ?? "", words ?? ""]));
}

async function sources() {
    const files = (await readdir(source, { recursive: true })).filter((file) => /\.(svelte|ts)$/.test(file) && !file.endsWith(".test.ts") && file !== "api.ts");
    return (await Promise.all(files.map((file) => readFile(`${source}${file}`, "utf8")))).join("\n");
}

test("both languages have the same keys and the same places", async () => {
    const [en, ja] = [await keys_of("en", "app"), await keys_of("ja", "app")];
    assert.ok(en.size > 300);
    assert.deepEqual([...ja.keys()], [...en.keys()]);
    for (const [key, words] of en) {
        const places = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
        assert.deepEqual(places(ja.get(key) ?? ""), places(words), key);
        if (words !== ja.get(key)) {
            assert.match(ja.get(key) ?? "", /[\u3040-\u30ff\u4e00-\u9fff～×％]|^(\{\w+\}|[ ：。]|µm)+$/, key);
        }
    }
});

test("every key that is asked for by name is there", async () => {
    const all = new Set();
    for (const file of ["app", "planner", "comparison", "names"]) {
        for (const key of (await keys_of("en", file)).keys()) {
            all.add(key);
        }
    }
    const asked = [...(await sources()).matchAll(/\bt\(\s*"(\w+)"/g)].map(([, key]) => key ?? "");
    assert.ok(asked.length > 150);
    assert.deepEqual(asked.filter((key) => !all.has(key)), []);
    const built = [...screens.map((screen) => `step_${screen}`), ...ipdas_items.flatMap(({ id, kind, state }) => [`ipdas_${id}`, `ipdas_${id}_where`, `ipdas_${kind}`, `ipdas_${state}`])];
    assert.deepEqual(built.filter((key) => !all.has(key)), []);
});

test("no key of the page is there for nothing", async () => {
    const code = await sources();
    // What is put together of parts: t(`part_${id}`), and persons, whose files are data.
    const prefixes = [...code.matchAll(/`(\w+?_)\$\{/g)].map(([, prefix]) => prefix ?? "");
    const unused = [...(await keys_of("en", "app")).keys()].filter((key) => !code.includes(`"${key}"`) && !prefixes.some((prefix) => key.startsWith(prefix)));
    assert.deepEqual(unused, []);
});

test("no promise and no verdict, in neither language", async () => {
    const banned = await readFile(`${texts}banned.toml`, "utf8");
    for (const language of ["en", "ja"]) {
        const words = [...(new RegExp(`^${language} = \\[(.*)\\]$`, "m").exec(banned)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(([, word]) => word ?? "");
        assert.ok(words.length > 4);
        for (const [key, text] of await keys_of(language, "app")) {
            const found = words.filter((word) => (language === "en" ? new RegExp(`\\b${word}\\b`, "i").test(text) : text.includes(word)));
            assert.deepEqual(found, [], key);
        }
    }
});
