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
        const panel = page.locator('#easi figure[data-arm="dermapen"] svg').first();
        const dot = panel.locator("circle");
        const [left, right, top, floor] = [46, 310, 8, 166];
        assert.ok(Math.abs((await dot.getAttribute("cx")) - (left + ((right - left) * 12) / 24)) < 0.01);
        assert.ok(Math.abs((await dot.getAttribute("cy")) - (floor - ((floor - top) * median) / 20)) < 0.01);
        assert.ok((await panel.getAttribute("aria-label")).includes("12.3"));
        await page.locator("#easi summary").first().click();
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

/** A picture's own axis: from its left edge and width to a domain of the data. */
const along = ([left, right], [low, high], value) => left + ((right - left) * (value - low)) / (high - low);
const near = (text, expected) => assert.ok(Math.abs(Number(text) - expected) < 0.01, `${text} is not ${expected}`);

/** The cells of a row of the table twin that a summary opens. */
async function opened_rows(summary) {
    await summary.click();
    const details = summary.locator("xpath=..");
    await details.locator("table").waitFor();
    return details.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
}

test("under a course lies its difference from the dummy, with the numbers of its table and of the data", async () => {
    await with_page({}, async (page) => {
        const arm = comparison().answer.arms.find(({ name }) => name === "dermapen");
        const { median, p05, p95 } = arm.visits.find(({ day }) => day === 84).quantities.easi.over_dummy;
        const panels = page.locator('#easi figure[data-arm="dermapen"] svg');
        assert.equal(await panels.count(), 2);
        const dot = panels.nth(1).locator("circle");
        // The scale of all arms: -9 of the steroid and +5.2 of the pen, rounded outwards.
        near(await dot.getAttribute("cx"), along([46, 310], [0, 24], 12));
        near(await dot.getAttribute("cy"), along([96, 8], [-10, 10], median));
        // Zero is a line of its own.
        near(await panels.nth(1).locator("line.zero").getAttribute("y1"), along([96, 8], [-10, 10], 0));
        assert.ok((await panels.nth(1).getAttribute("aria-label")).includes(median.toFixed(1)));
        const rows = await opened_rows(page.locator("#easi summary").nth(1));
        const cell = rows.find(([week]) => week === "12").at(-1);
        assert.equal(cell, `${median.toFixed(1)}（${p05.toFixed(1)}～${p95.toFixed(1)}）`.replaceAll("-", "−"));
    });
});

test("each dot is one value of the answer and of the table, where it lies", async () => {
    await with_page({}, async (page) => {
        for (const arm of comparison().answer.arms) {
            const places = await page.locator(`#dots figure[data-arm="${arm.name}"] circle`).evaluateAll((all) => all.map((dot) => [dot.getAttribute("cx"), dot.getAttribute("cy")]));
            assert.equal(places.length, 20);
            places.forEach(([cx], dot) => near(cx, along([12, 308], [0, 20], arm.easi_at_clock[dot])));
            // No two lie on one place.
            assert.equal(new Set(places.map(String)).size, 20);
        }
        const rows = await opened_rows(page.locator("#dots summary"));
        const dermapen = comparison().answer.arms.at(-1);
        assert.deepEqual(rows.map((cells) => cells.at(-1)), dermapen.easi_at_clock.map((value) => value.toFixed(1)));
        assert.deepEqual([rows[0][0], rows[19][0]], ["2.5 %", "97.5 %"]);
    });
});

test("the ladder has every kind of study once, and each treatment on the rung of the data", async () => {
    const data = comparison();
    data.language = "en";
    await with_page({}, async (page) => {
        const stand = (rung) => page.locator(`#ladder [data-rung="${rung}"] li`).allInnerTexts();
        assert.equal(await page.locator("#ladder [data-rung]").count(), 6);
        assert.deepEqual(await stand("trials_in_ad"), ["Topical corticosteroid"]);
        assert.deepEqual(await stand("people_with_ad"), []);
        assert.deepEqual(await stand("other_people"), ["Dermapen"]);
        assert.deepEqual(await stand("animals"), ["IV push", "9-needle stamp"]);
        assert.match(await page.locator('#ladder [data-rung="people_with_ad"]').innerText(), /none of these/);
        const rows = await opened_rows(page.locator("#ladder summary"));
        assert.deepEqual(rows[1], ["Dermapen", "People without atopic dermatitis", "HU-13"]);
        assert.equal(rows.length, 4);
    }, data);
});

test("cost rises by a session at a time, and standard care has no sum", async () => {
    await with_page({}, async (page) => {
        const figure = page.locator('#cost figure[data-arm="stamp"]');
        // 4.5 at once, in weeks 3, 6 and 9 again, on a scale to 20: ten thousands of yen.
        const [left, right, top, floor] = [46, 310, 8, 136];
        const x = (week) => along([left, right], [0, 24], week);
        const y = (sum) => along([floor, top], [0, 20], sum);
        const stairs = [0, 3, 6, 9].flatMap((week, session) => [[x(week), y(4.5 * session)], [x(week), y(4.5 * (session + 1))]]);
        const path = [[x(0), y(0)], ...stairs, [x(24), y(18)]].map((point) => point.map((at) => String(Number(at.toFixed(1)))).join(","));
        assert.equal(await figure.locator("path.line").getAttribute("d"), `M${path.join("L")}`);
        assert.match(await figure.locator("p").innerText(), /^18（16～20）万円$/);
        const rows = await opened_rows(figure.locator("summary"));
        assert.deepEqual(rows[3], ["4", "9.0", "18（16～20）"]);
        const insured = page.locator('#cost figure[data-arm="topical_steroid"]');
        assert.match(await insured.innerText(), /保険あり.*2,100円/);
        assert.equal(await insured.locator("path").count(), 0);
    });
});

test("a swing goes from where the number is low to where it is high, the widest first", async () => {
    await with_page({}, async (page) => {
        const figure = page.locator('#tornado figure[data-arm="stamp"]');
        const percent = (value) => `${along([0, 100], [-0.5, 1.5], value)}%`;
        const at = (mark) => figure.locator(mark).evaluateAll((all) => all.map((one) => one.getAttribute("cx") ?? one.getAttribute("x1")));
        // potency before has_effect, and nothing of uptake, which does not stand out.
        assert.deepEqual((await at("circle.low")).map(Number.parseFloat), [0.25, 0.1].map((value) => Number.parseFloat(percent(value))));
        assert.deepEqual((await at("circle.high")).map(Number.parseFloat), [-0.5, -0.3].map((value) => Number.parseFloat(percent(value))));
        assert.deepEqual((await at("line.reference")).map(Number.parseFloat), [25, 25]);
        const rows = await opened_rows(figure.locator("summary"));
        assert.deepEqual(rows.map(([, low, high]) => [low, high]), [["0.25", "−0.50"], ["0.10", "−0.30"]]);
    });
    const data = comparison();
    data.answer.value_of_knowing.stamp = [];
    data.language = "en";
    await with_page({}, async (page) => {
        for (const id of ["tornado", "knowledge"]) {
            const figure = page.locator(`#${id} figure[data-arm="stamp"]`);
            assert.match(await figure.innerText(), /no single unknown stands out/);
            assert.equal(await figure.locator("details").count(), 0);
        }
    }, data);
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
        for (const id of ["ladder", "easi", "dots", "itch", "people", "cost", "markers", "tornado", "knowledge"]) {
            const section = page.locator(`section#${id}`);
            assert.ok((await section.locator('[role="img"]').count()) > 0, id);
            assert.ok((await section.locator("details").count()) > 0, id);
        }
        // What all are compared with is drawn last, so that no line hides it.
        const paths = page.locator('#easi figure[data-arm="iv_push"] svg').first().locator("path");
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
