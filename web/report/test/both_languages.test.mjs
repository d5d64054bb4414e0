// The pages of a run in both languages: no word of the other, by keyboard, on a phone, on paper, and the same numbers.

import assert from "node:assert/strict";

import { afterAll, beforeAll, describe, test } from "vitest";

import { Browser, faults, fixture, open_all, overflow } from "./browser.mjs";
import { page_of } from "./page_data.mjs";
import { delivery, validation } from "./run_data.mjs";

const answers = {
    trial: () => fixture("trial"),
    patient: () => fixture("patient"),
    deliver: delivery,
    validate: validation,
};

let browser;

beforeAll(async () => {
    browser = await Browser.launch();
});

afterAll(() => browser.close());

/** What can be read or heard, without what is marked as English, code, and texts that the answer has from its sources. */
async function read_out(page, answer) {
    const said = await page.evaluate(() => {
        const is_foreign = (element) => element.closest('[lang="en"], code, script, style, pre') !== null;
        const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) {
            if (!is_foreign(walker.currentNode.parentElement)) {
                texts.push(walker.currentNode.textContent);
            }
        }
        const names = [...document.querySelectorAll("main [aria-label]")].filter((element) => !is_foreign(element));
        return [...texts, ...names.map((element) => element.getAttribute("aria-label"))].join("\n");
    });
    const names = (answer.rows ?? []).flatMap(({ trial, arm, reason }) => [reason, arm, trial]).filter(Boolean);
    return names.reduce((text, name) => text.replaceAll(name, ""), said);
}

const english = /[A-Za-z][a-z'’-]+(?:[ ,;:]+[A-Za-z][A-Za-z'’-]*){3,}/;

test("the search for English finds a sentence, and no name", () => {
    assert.match("95 %区間です。This run was stopped early.", english);
    assert.doesNotMatch("EASI-75、IL-4、TRIAL 1、drug 300 mg", english);
});

describe.each(Object.keys(answers))("%s", (kind) => {
    test.each(["en", "ja"])("in %s: axe finds no fault, it fits a small phone and prints on A4", async (language) => {
        const page_data = page_of(await answers[kind](), language);
        await browser.with_page(page_data, { viewport: { width: 320, height: 640 } }, async (page) => {
            assert.equal(await page.locator("html").getAttribute("lang"), language);
            await open_all(page);
            assert.equal(await overflow(page), 0);
            assert.deepEqual(await faults(page), []);
            assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 10_000);
            await page.emulateMedia({ media: "print" });
            // 297 mm less two margins of 12 mm, as the browser counts millimetres, and the width likewise.
            await page.setViewportSize({ width: 703, height: 1031 });
            assert.equal(await overflow(page), 0);
        });
    });

    test("no key is left, and no English in Japanese", async () => {
        const answer = await answers[kind]();
        const page_data = page_of(answer, "ja");
        await browser.with_page(page_data, {}, async (page) => {
            await open_all(page);
            const said = await read_out(page, answer);
            assert.doesNotMatch(said, english);
            assert.doesNotMatch(said, /\{\w+\}|NaN|undefined|Infinity/);
            for (const key of Object.keys(page_data.languages.ja.texts).filter((text) => text.includes("_"))) {
                assert.ok(!said.split(/[\s、：（）]/).includes(key), key);
            }
            assert.match(await page.title(), /[\u3040-\u30ff\u4e00-\u9fff]/);
            assert.match(await page.locator("footer").innerText(), /ライセンス/);
        });
    });

    test("the keyboard changes the language, and every word of the page with it", async () => {
        const answer = await answers[kind]();
        await browser.with_page(page_of(answer, "ja"), {}, async (page) => {
            const switched = page.getByRole("button", { name: "English" });
            await page.keyboard.press("Tab");
            await page.keyboard.press("Tab");
            assert.equal(await switched.evaluate((button) => button === document.activeElement || button.parentElement.contains(document.activeElement)), true);
            await switched.focus();
            await page.keyboard.press("Enter");
            assert.equal(await switched.getAttribute("aria-pressed"), "true");
            assert.equal(await page.locator("html").getAttribute("lang"), "en");
            await open_all(page);
            const said = await page.locator("main").innerText();
            assert.doesNotMatch(said.replaceAll("日本語", ""), /[\u3040-\u30ff\u4e00-\u9fff]/);
            assert.match(await page.locator("nav").innerText(), /How this was computed/);
        });
    });

    test("both languages show the same numbers in the same places", async () => {
        const answer = await answers[kind]();
        const shown = [];
        for (const language of ["en", "ja"]) {
            await browser.with_page(page_of(answer, language), {}, async (page) => {
                await open_all(page);
                shown.push(
                    await page.evaluate(() => ({
                        cells: [...document.querySelectorAll("main td")]
                            .filter((cell) => /^[\d–−]/.test(cell.textContent)) // names may have numbers of their own
                            .map((cell) => (cell.textContent.match(/[\d.,]*\d/g) ?? []).join(" ")),
                        dots: [...document.querySelectorAll("main circle")].map((dot) => [dot.getAttribute("cx"), dot.getAttribute("cy")].join(" ")),
                        lines: [...document.querySelectorAll("main path")].map((line) => line.getAttribute("d")),
                    })),
                );
            });
        }
        const [en, ja] = shown;
        assert.ok(en.cells.length > 3 && en.dots.length + en.lines.length > 3);
        assert.deepEqual(ja, en);
    });
});
