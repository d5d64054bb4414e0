// The comparison's page for every reader: in both languages, on a phone, on paper, by keyboard, by ear, in other colours.

import assert from "node:assert/strict";

import { afterAll, beforeAll, describe, test } from "vitest";

import { Browser, faults, open_all, overflow } from "./browser.mjs";
import { comparison } from "./comparison_data.mjs";

const languages = ["en", "ja"];

let browser;

beforeAll(async () => {
    browser = await Browser.launch();
});

afterAll(() => browser.close());

const with_page = (options, look, data = comparison()) => browser.with_page(data, options, look);

function as_data(language) {
    const data = comparison();
    data.language = language;
    return data;
}

describe.each(languages)("in %s", (language) => {
    test("every word is of that language, and axe finds no fault", async () => {
        await with_page({ colorScheme: "light" }, async (page) => {
            assert.equal(await page.locator("html").getAttribute("lang"), language);
            const { glance, people_line, limits, texts } = as_data(language).languages[language];
            const text = await page.locator("main").innerText();
            for (const said of [glance.headline, glance.standard_line, people_line, texts.intended_use, ...glance.notes, ...limits]) {
                assert.ok(text.includes(said), said);
            }
            assert.doesNotMatch(text, /page_|NaN|undefined|\{\w+\}/);
            assert.deepEqual(await faults(page), []);
        }, as_data(language));
    });

    test("nothing is wider than a small phone", async () => {
        await with_page({ viewport: { width: 320, height: 640 } }, async (page) => {
            assert.equal(await overflow(page), 0);
            await open_all(page);
            assert.equal(await overflow(page), 0);
            // A row is a card whose cells say what they are.
            const cell = page.locator('tr[data-arm="dermapen"] td').nth(2);
            assert.match(await cell.innerText(), /47/);
            assert.ok((await cell.innerText()).includes(as_data(language).languages[language].texts.page_head_flare));
            // To those who listen it stays a table: a browser forgets what it lays out as a block.
            assert.ok((await page.locator("table.cards").count()) > 2);
            const parts = ["thead", "tbody", "tr", "th", "td"].map((part) => `table.cards ${part}:not([role])`);
            assert.equal(await page.locator(["table.cards:not([role])", ...parts].join(", ")).count(), 0);
        }, as_data(language));
    });

    test("it prints on A4, and the first side holds the whole answer", async () => {
        await with_page({}, async (page) => {
            const pdf = await page.pdf({ preferCSSPageSize: true });
            assert.ok(pdf.length > 10_000);
            await page.emulateMedia({ media: "print" });
            // 297 mm less two margins of 12 mm, as the browser counts millimetres, and the width likewise.
            await page.setViewportSize({ width: 703, height: 1031 });
            const last = await page.locator('table tr[data-arm="dermapen"]').first().boundingBox();
            assert.ok(last.y + last.height < 1031, `the answer ends at ${last.y + last.height}`);
            assert.equal(await overflow(page), 0);
        }, as_data(language));
    });
});

test("the switch changes every word and says which language is on", async () => {
    await with_page({}, async (page) => {
        const english = page.getByRole("button", { name: "English" });
        assert.equal(await english.getAttribute("aria-pressed"), "false");
        await english.click();
        assert.equal(await english.getAttribute("aria-pressed"), "true");
        assert.equal(await page.locator("html").getAttribute("lang"), "en");
        const shown = await page.locator("main .comparison").innerText();
        assert.doesNotMatch(shown.replaceAll("日本語", ""), /[\u3040-\u30ff]/);
        assert.match(await page.title(), /compared by simulation/);
        assert.match(await page.locator("footer").innerText(), /Licences/);
    });
});

test("the keyboard reaches the switch and everything that opens, and shows where it is", async () => {
    await with_page({}, async (page) => {
        const wanted = await page.locator("button, summary, nav a").count();
        const seen = new Set();
        for (let step = 0; step < wanted + 20; ++step) {
            await page.keyboard.press("Tab");
            const at = await page.evaluate(() => {
                const focused = document.activeElement;
                const all = [...document.querySelectorAll("button, summary, nav a")];
                const box = focused.getBoundingClientRect();
                return { index: all.indexOf(focused), outline: getComputedStyle(focused).outlineStyle, height: box.height };
            });
            if (at.index >= 0) {
                seen.add(at.index);
                assert.notEqual(at.outline, "none");
                assert.ok(at.height >= 44, `a target is ${at.height} px high`);
            }
        }
        assert.equal(seen.size, wanted);
        await page.locator("#easi summary").first().focus();
        await page.keyboard.press("Enter");
        await page.locator("#easi table").waitFor();
    });
});

test("what is long is folded on a phone, and whole on paper", async () => {
    await with_page({ viewport: { width: 390, height: 844 } }, async (page) => {
        const figure = page.locator("#easi figure").first();
        assert.equal(await figure.isVisible(), false);
        await page.locator("#easi > details > summary").click();
        assert.equal(await figure.isVisible(), true);
        await page.emulateMedia({ media: "print" });
        await page.locator("#markers figure").first().waitFor();
        assert.equal(await page.locator("#easi > .panels").count(), 1);
        assert.equal(await page.locator("#easi > details .panels").count(), 0);
    });
});

test("in the dark, other colours are as far apart, and axe finds no fault when all is open", async () => {
    await with_page({ colorScheme: "light" }, async (page) => {
        const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        const light = await paper();
        await page.emulateMedia({ colorScheme: "dark" });
        assert.notEqual(await paper(), light);
        await open_all(page);
        assert.deepEqual(await faults(page), []);
    });
});

test("with the system's colours alone, bars keep their edges and lines their dashes", async () => {
    await with_page({ forcedColors: "active", reducedMotion: "reduce" }, async (page) => {
        const edge = page.locator('tr[data-arm="dermapen"] rect.edge').first();
        assert.notEqual(await edge.evaluate((bar) => getComputedStyle(bar).stroke), "none");
        const dashes = await page.locator("#markers figure").first().locator("path.line").evaluateAll((all) => all.map((line) => line.getAttribute("stroke-dasharray")));
        assert.equal(new Set(dashes).size, dashes.length);
        assert.deepEqual(await faults(page), []);
    });
});
