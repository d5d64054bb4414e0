// The comparison's page shows what its data say, and runs no text of them.

import assert from "node:assert/strict";

import { afterAll, beforeAll, test } from "vitest";

import { Browser, filled_page, open_all } from "./browser.mjs";
import { comparison } from "./comparison_data.mjs";

let browser;

beforeAll(async () => {
    browser = await Browser.launch();
});

afterAll(() => browser.close());

const with_page = (options, look, data = comparison()) => browser.with_page(data, options, look);

test("a value in a picture is that of its table and that of the data", async () => {
    await with_page({}, async (page) => {
        const data = comparison();
        const arm = data.answer.arms.find(({ name }) => name === "dermapen");
        const clock = arm.visits.find(({ day }) => day === 84);
        const { median, p05, p95 } = clock.quantities.easi.value;
        // Glance: the dot lies on the scale from 0 to 20 that holds every band.
        const glance = page.locator('tr[data-arm="dermapen"]').first();
        assert.equal(await glance.locator("circle").getAttribute("cx"), `${(100 * median) / 20}%`);
        assert.match(await glance.innerText(), /12\.3 \(8\.3-16\.3\)/);
        const heavier = glance.locator("rect.heavier");
        assert.equal(Number.parseFloat(await heavier.getAttribute("width")), 92);
        // Course: the dot at the clock, on the panel's own axes.
        const panel = page.locator('#easi figure[data-arm="dermapen"] svg');
        const dot = panel.locator("circle");
        const [left, right, top, floor] = [46, 310, 8, 166];
        assert.ok(Math.abs((await dot.getAttribute("cx")) - (left + ((right - left) * 12) / 24)) < 0.01);
        assert.ok(Math.abs((await dot.getAttribute("cy")) - (floor - ((floor - top) * median) / 20)) < 0.01);
        assert.ok((await panel.getAttribute("aria-label")).includes("12.3"));
        await page.locator("#easi summary").click();
        await page.locator("#easi table").waitFor();
        const heads = await page.locator("#easi thead th").allInnerTexts();
        const row = page.locator("#easi tbody tr").nth(3);
        assert.equal(await row.locator("th").innerText(), "12");
        const cell = await row.locator("td").nth(heads.indexOf("ダーマペン") - 1).innerText();
        assert.equal(cell, `${median.toFixed(1)}（${p05.toFixed(1)}～${p95.toFixed(1)}）`);
        // People: as many full signs as the count says, and rings up to the band's end.
        const people = page.locator('#people figure[data-arm="topical_steroid"]');
        assert.match(await people.innerText(), /62（50～70）/);
        assert.equal(await people.locator("circle:not([fill=none])").count(), 62);
        assert.equal(await people.locator("circle[fill=none]").count(), 8);
        // What knowing a number is worth: nothing is shown of what is worth nothing.
        const bars = page.locator('#knowledge figure[data-arm="stamp"]');
        assert.deepEqual(
            await bars.locator("rect").evaluateAll((all) => all.map((bar) => Number.parseFloat(bar.getAttribute("width")))),
            [31, 12],
        );
        // Details: each question has a cell of every arm.
        assert.equal(await page.locator('tr[data-row="cost"] td').count(), data.answer.arms.length);
    });
});

test("each statement of the article stands beside what the calculation says to it", async () => {
    const data = comparison();
    data.language = "en";
    await with_page({}, async (page) => {
        const { article } = data.languages.en;
        const way = page.locator("#article details").filter({ hasText: "made up of stamp" });
        assert.equal(await way.locator("summary").innerText(), "9-needle stamp");
        await way.locator("summary").click();
        const rows = way.locator("tbody tr");
        assert.equal(await rows.count(), 2);
        assert.deepEqual(await rows.first().locator("th").allInnerTexts(), ["Ease"]);
        const cells = await rows.first().locator("td").allInnerTexts();
        assert.deepEqual(cells, ["★★", article.ways[1].answers[0].calculated]);
        // Ways, the drawbacks, the advice.
        assert.equal(await page.locator("#article details").count(), 5);
        // What one session costs stands under the cost of the course.
        assert.match(await page.locator('tr[data-arm="stamp"] td.cost').innerText(), /160-200 k\s+4 x 40-50 k/);
    }, data);
});

test("every picture says in words what it shows, and has its table", async () => {
    await with_page({}, async (page) => {
        const pictures = page.locator('[role="img"]');
        for (const name of await pictures.evaluateAll((all) => all.map((picture) => picture.getAttribute("aria-label")))) {
            assert.match(name, /\d/);
        }
        for (const id of ["easi", "itch", "people", "markers", "knowledge"]) {
            const section = page.locator(`section#${id}`);
            assert.ok((await section.locator('[role="img"]').count()) > 0, id);
            assert.ok((await section.locator("details").count()) > 0, id);
        }
        // What all are compared with is drawn last, so that no line hides it.
        const paths = page.locator('#easi figure[data-arm="iv_push"] path');
        assert.equal(await paths.last().getAttribute("stroke-dasharray"), "5 4");
        const marker_panels = await page.locator("#markers figure").count();
        assert.equal(marker_panels, 3);
    });
});

test("hostile text is shown as text", async () => {
    const image = "<img src=x onerror=document.title='owned'>";
    const script = "</script><script>document.title='owned'</script>";
    const data = comparison();
    const words = data.languages.ja;
    words.glance.headline = script;
    words.arms.stamp = image;
    words.glance.rows[0].contains = image;
    words.details[0].cells[0].text = image;
    words.details[0].cells[0].rests_on = [script];
    words.numbers.potency = image;
    words.limits = [image];
    words.texts.title = script;
    words.texts.table = image;
    await with_page({}, async (page) => {
        await open_all(page);
        assert.equal(await page.locator("main img, main script").count(), 0);
        assert.equal(await page.locator("h1").innerText(), script);
        assert.ok((await page.locator("#easi").innerText()).includes(image));
        assert.notEqual(await page.title(), "owned");
    }, data);
});

test("a run that was stopped says so above the answer", async () => {
    const data = comparison();
    data.languages.ja.stopped = "途中で止めました";
    await with_page({}, async (page) => {
        assert.match(await page.locator("header").innerText(), /途中で止めました/);
    }, data);
});

test("a comparison that cannot be read says why", async () => {
    const unreadable = { ...comparison(), language: "fr" };
    const page = await browser.open(await filled_page(unreadable));
    assert.match(await page.locator("main").innerText(), /no words in the language "fr"/);
    await page.context().close();
});
