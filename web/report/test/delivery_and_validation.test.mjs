// The pages of deliver and validate in a real browser: pictures, tables and data agree, and no text of the data runs.

import assert from "node:assert/strict";

import { afterAll, beforeAll, describe, test } from "vitest";

import { Browser, faults, open_all, overflow } from "./browser.mjs";
import { page_of } from "./page_data.mjs";
import { delivery, validation } from "./run_data.mjs";

let browser;

beforeAll(async () => {
    browser = await Browser.launch();
});

afterAll(() => browser.close());

const pages = { deliver: delivery, validate: validation };
const near = (found, wanted, tolerance = 0.01) => assert.ok(Math.abs(found - wanted) <= tolerance, `${found} is not ${wanted}`);
const percent = async (shape, name) => Number.parseFloat(await shape.getAttribute(name));

/** "3.3 × 10⁴" and "12.5" as numbers. */
function number_of(text) {
    const [, digits, power = "0"] = /^([\d.]+)(?:\s×\s10(\D+|[¹²³]+))?$/.exec(text) ?? [];
    return Number(digits) * 10 ** Number([...power].map((sign) => (sign === "⁻" ? "-" : Math.max("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign), 0))).join(""));
}

async function twin(figure) {
    await figure.locator("summary").click();
    await figure.locator("table").waitFor();
    return figure.locator("tbody tr");
}

describe("delivery", () => {
    const data = delivery();
    const needling = data.ways[0];

    test("the skin, its table and the data say the same, at every hour", async () => {
        await browser.with_page(page_of(data), {}, async (page) => {
            const figure = page.locator('article[data-way="needling"] figure.skin');
            const rows = await twin(figure);
            for (const [time, { hour, typical_skin }] of needling.times.entries()) {
                await page.selectOption("#section-hour", String(time));
                const shades = await figure.locator("rect.cell").evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute("fill-opacity"))));
                const values = typical_skin.cell_particles_per_ml;
                assert.equal(shades.length, values.length);
                // From 10³, no shade, to 10⁹, the highest of the page.
                values.forEach((value, cell) => near(shades[cell], 0.9 * Math.min(1, Math.max(0, (Math.log10(value) - 3) / 6)), 0.001));
                assert.match(await figure.locator("figcaption").innerText(), new RegExp(`face, uninvolved, after ${hour} h`));
                assert.equal(await rows.count(), values.length + 1);
                const [layer, value] = await rows.nth(6).locator("td").allInnerTexts();
                assert.equal(layer, "papillary dermis");
                near(number_of(value), values[5], 0.05 * values[5]);
            }
        });
    });

    test("layers and the tip lie at their depths, on an axis that has them", async () => {
        await browser.with_page(page_of(data), {}, async (page) => {
            const section = page.locator('article[data-way="needling"] figure.skin svg').first();
            const top = await percent(section.locator("rect.edge"), "y");
            const height = await percent(section.locator("rect.edge"), "height");
            const shown_um = 1350; // the skin and a strip below it
            const dermis = section.locator("rect.layer").nth(4);
            near(await percent(dermis, "y"), top + (height * 200) / shown_um);
            near(await percent(dermis, "height"), (height * 900) / shown_um);
            const channel = await section.locator("path.channel").first().getAttribute("d");
            near(Number(/,([\d.]+)Z$/.exec(channel)[1]), top + (height * needling.typical_skin.needle_tip_um) / shown_um);
            const texts = await section.locator("text").allTextContents();
            assert.ok(["Depth, µm", "0", "200", "1200"].every((text) => texts.includes(text)), texts.join("|"));
            assert.ok(needling.typical_skin.layers.every(({ name }) => texts.some((text) => text.startsWith(name))));
        });
    });

    test("by depth and time: shade, table and data agree, in particles per ml", async () => {
        await browser.with_page(page_of(data), {}, async (page) => {
            const figure = page.locator('article[data-way="needling"] figure.depths');
            const bins = 27; // down to 1350 µm
            const shades = figure.locator("rect.cell");
            assert.equal(await shades.count(), bins * needling.times.length);
            // 10¹⁰ labelled particles on 400 cm², in bins of 50 µm, at the second time and the second bin.
            const per_ml = (needling.times[1].depths[1].free_share_of_label.median * 1e10) / 400 / 0.005;
            near(await percent(shades.nth(needling.times.length + 1), "fill-opacity"), (0.9 * (Math.log10(per_ml) - 3)) / 6, 0.001);
            const cell = (await twin(figure)).nth(1).locator("td").nth(1);
            near(number_of(await cell.innerText()), per_ml, 0.05 * per_ml);
        });
    });

    test("ways compared: dot, band, words and data; what is 0 everywhere is said to be", async () => {
        const without = delivery();
        without.ways = without.ways.filter(({ process }) => process !== "depot");
        await browser.with_page(page_of(without), {}, async (page) => {
            const panel = page.locator('figure[data-measure="reached_dermis"]');
            // 5 %, 0.1 % and 0.002 %, with bands to half and twice: decades from 10⁻³ to 10.
            const place = (value) => (100 * (Math.log10(value) + 3)) / 4;
            near(await percent(panel.locator("circle").first(), "cx"), place(5));
            near(await percent(panel.locator("rect.band").first(), "x"), place(2.5));
            near(await percent(panel.locator("rect.band").first(), "width"), place(10) - place(2.5));
            assert.match(await panel.innerText(), /5 \(2\.5 to 10\)/);
            const below = page.locator('figure[data-measure="below_dermis"]');
            assert.match(await below.innerText(), /0 in every way/);
            // In plasma by the drip alone: what is 0 is written and not drawn.
            const plasma = page.locator('figure[data-measure="plasma_peak"]');
            assert.equal(await plasma.locator("circle").count(), 1);
            assert.match(await plasma.innerText(), /Sound\s+0\s/);
            await page.locator("#compared > details > summary").click();
            assert.match(await page.locator("#compared tbody tr").first().innerText(), /Needling device\s+5 \(2\.5 to 10\)/);
        });
    });

    test("where the label goes: lines and table by the hour; plasma only where there is some", async () => {
        await browser.with_page(page_of(data), {}, async (page) => {
            const figure = page.locator('article[data-way="injection"] figure.places');
            assert.deepEqual(await figure.locator("li").allInnerTexts(), ["film or bag", "dermis", "lost"]);
            const dots = figure.locator("circle");
            const [left, floor, top] = [46, 186, 8]; // of the picture's frame
            near(await percent(dots.first(), "cx"), left);
            near(await percent(dots.first(), "cy"), floor - (floor - top) * 0.8);
            const rows = await twin(figure);
            assert.equal(await rows.count(), data.ways[1].times.length);
            assert.equal(await rows.first().locator("td").first().innerText(), "80 (40 to 160)");
            assert.equal(await page.locator("figure.plasma").count(), 1);
            assert.equal(await page.locator('article[data-way="drip"] figure.plasma').count(), 1);
        });
    });

    test("what the spread comes from, practice and sources", async () => {
        await browser.with_page(page_of(data), {}, async (page) => {
            const bars = page.locator('article[data-way="sound"] figure.variance rect');
            assert.deepEqual(await bars.evaluateAll((all) => all.map((bar) => bar.getAttribute("width"))), ["70%", "30%"]);
            await page.locator('#practice details[data-way="needling"] summary').click();
            const practice = await page.locator('#practice details[data-way="needling"]').innerText();
            assert.match(practice, /price, of a session\s+30,000\s+20,000 to 50,000\s+JPY\s+MadeUp2020, measured in people, recalled/);
            assert.match(practice, /Risk per session: Infection/);
            assert.match(await page.locator('article[data-way="needling"]').innerText(), /Not offered on active atopic dermatitis/);
            assert.match(await page.locator("#sources").innerText(), /A made-up source/);
        });
    });

    test("no vesicles: nothing is shaded, and nothing makes a spread", async () => {
        const none = delivery();
        none.ways = [none.ways[0]];
        none.ways[0].variance_of_dermis_per_cm2 = [];
        none.ways[0].times.forEach(({ typical_skin, depths }) => {
            depths.forEach(({ free_share_of_label }) => (free_share_of_label.median = 0));
            typical_skin.film_particles_per_ml = 0;
            typical_skin.cell_particles_per_ml = typical_skin.cell_particles_per_ml.map(() => 0);
        });
        await browser.with_page(page_of(none), {}, async (page) => {
            const shades = await page.locator("rect.cell").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("fill-opacity")));
            assert.ok(shades.every((shade) => Number(shade) === 0));
            assert.match(await page.locator("figure.variance").innerText(), /no vesicles were given/);
        });
    });
});

describe("validation", () => {
    const data = validation();

    test("a published value, its bar, its table and the data agree; shape says whether it lies inside", async () => {
        await browser.with_page(page_of(data), {}, async (page) => {
            const figure = page.locator('figure[data-drug="drug_a"][data-endpoint="EASI75_pct"]');
            const drawn = figure.locator(".row").filter({ hasText: "TRIAL" });
            assert.equal(await drawn.count(), 2); // the computed row is none
            near(await percent(drawn.first().locator("svg svg"), "x"), 44.5);
            near(await percent(drawn.first().locator("line.middle"), "x1"), 46);
            near(await percent(drawn.first().locator("rect.band"), "x"), 38);
            near(await percent(drawn.first().locator("rect.band"), "width"), 16);
            assert.equal(await drawn.first().locator("path.inside").count(), 1);
            assert.deepEqual(await figure.locator(".row").last().locator("text").allTextContents(), ["0", "20", "40", "60", "80", "100"]);
            near(await percent(drawn.first().locator("line.grid").nth(1), "x1"), 20);
            const far = drawn.nth(1).locator("path.outside");
            assert.equal(await far.getAttribute("fill"), "var(--paper)"); // recalled
            assert.notEqual(await far.getAttribute("d"), await drawn.first().locator("path").getAttribute("d"));
            assert.match(await drawn.first().innerText(), /TRIAL 1, drug 300 mg, week 16 · H1\s+44\.5 \/ 46 \(38 to 54\)/);
            const cells = await (await twin(figure)).nth(1).locator("th, td").allInnerTexts();
            assert.deepEqual(cells, ["TRIAL 2, drug 300 mg, week 16", "70", "recalled", "46", "38 to 54", "outside", "H2"]);
            assert.match(await figure.locator('[role="img"]').getAttribute("aria-label"), /1 of 2 published values lie inside.*44\.5, simulated 46/);
        });
    });

    test("arms without a drug come first; a change has an axis of its own, a second part its whole week", async () => {
        await browser.with_page(page_of(data), {}, async (page) => {
            assert.deepEqual(await page.locator("#forests h3").allInnerTexts(), ["Without a drug (placebo, vehicle)", "Drug A"]);
            const change = page.locator('figure[data-endpoint="EASI_pct_change"]');
            assert.match(await change.innerText(), /week 52/);
            near(await percent(change.locator("line.middle").first(), "x1"), (100 * (80 - 66)) / 80);
        });
    });

    test("scores beside plain predictors, and what was not simulated with its reason, once", async () => {
        await browser.with_page(page_of(data), {}, async (page) => {
            const row = await page.locator("#scores tbody tr").first().locator("th, td").allInnerTexts();
            assert.deepEqual(row, ["EASI-75 (%)", "H1", "4", "5.5", "\u22122.8", "75 %", "7.3 / 5.5 (3), better", "–"]);
            assert.match(await page.locator("#scores tbody tr").nth(1).innerText(), /7\.3 \/ 9\.0 \(3\), not better/);
            assert.match(await page.locator("#read-scores").innerText(), /weeks 12 to 24/);
            const left_out = page.locator("#left-out tbody tr");
            assert.equal(await left_out.count(), 1);
            assert.match(await left_out.innerText(), /TRIAL 4, drug 300 mg\s+EASI-75\s+no such drug/);
            assert.match(await page.locator("header").innerText(), /5 of 7[^]*4 of 5; 90 % are meant to be[^]*never/);
        });
    });

    test("a run that was stopped says so, and nothing simulated is no failure", async () => {
        const stopped = { ...validation(), complete: false, simulated_rows: 0, scores: [], scores_of_read_rows_weeks_12_to_24: [] };
        stopped.rows = [stopped.rows[5]];
        await browser.with_page(page_of(stopped), {}, async (page) => {
            assert.match(await page.locator("#notice-incomplete").innerText(), /stopped early/);
            assert.match(await page.locator("#forests").innerText(), /No simulated row/);
        });
    });
});

describe.each(Object.keys(pages))("%s", (kind) => {
    test.each(["light", "dark"])("fits a small phone, prints, and axe finds no fault in the %s", async (colorScheme) => {
        await browser.with_page(page_of(pages[kind]()), { viewport: { width: 320, height: 640 }, colorScheme }, async (page) => {
            await open_all(page);
            assert.equal(await overflow(page), 0);
            assert.deepEqual(await faults(page), []);
            assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 10_000);
        });
    });

    test("says what it is for; every picture says in words what it shows", async () => {
        await browser.with_page(page_of(pages[kind]()), {}, async (page) => {
            assert.match(await page.locator("header").innerText(), /For simulation, research and education\./);
            assert.match(await page.locator("#computed").innerText(), /Seed of the random stream/);
            for (const name of await page.locator('[role="img"]').evaluateAll((all) => all.map((picture) => picture.getAttribute("aria-label")))) {
                assert.match(name, /\d/);
            }
            assert.doesNotMatch(await page.locator("main").innerText(), /NaN|undefined|Infinity|\{\w+\}/);
        });
    });

    test("hostile text is shown as text", async () => {
        const image = "<img src=x onerror=document.title='owned'>";
        const script = "</script><script>document.title='owned'</script>";
        const texts = JSON.stringify(page_of(pages[kind]())).replaceAll(/"(Needling device|A made-up device|TRIAL 1|Drug A|no such drug|EASI-75|stratum corneum)"/g, () => JSON.stringify(image + script));
        await browser.with_page(JSON.parse(texts), {}, async (page) => {
            await open_all(page);
            assert.equal(await page.locator("main img, main script").count(), 0);
            assert.ok((await page.locator("main").innerText()).includes(image + script));
            assert.notEqual(await page.title(), "owned");
        });
    });
});
