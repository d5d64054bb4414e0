// The built page in a real browser: it draws what it is given, says what a reader must know, and runs no text of the data.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { afterAll, beforeAll, test } from "vitest";

import { Browser, faults, filled_page, fixture, marker, open_all, overflow, template, web_file } from "./browser.mjs";
import { page_of } from "./page_data.mjs";

let browser;

beforeAll(async () => {
    browser = await Browser.launch();
});

afterAll(() => browser.close());

/** What a reader sees: the drawn part of the page, without the data block and the scripts. */
function shown(dom) {
    const start = dom.indexOf("<main");
    return dom.slice(start, dom.indexOf("</main>", start));
}

function script_errors(dom) {
    return /<pre id="script-errors" hidden="">([^]*?)<\/pre>/.exec(dom)?.[1] ?? "no list of errors";
}

/** Text as it looks inside HTML. */
function as_html(text) {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

async function drawn(answer) {
    const dom = await browser.opened(await filled_page(page_of(answer)));
    assert.equal(script_errors(dom), "");
    return shown(dom);
}

function section_of(page, id) {
    const start = page.indexOf(`<section id="${id}"`);
    assert.notEqual(start, -1, `no section ${id}`);
    return page.slice(start, page.indexOf("</section>", start));
}

function count(text, part) {
    return text.split(part).length - 1;
}

test("the template holds one marker and asks the network for nothing", async () => {
    const page = await template();
    assert.equal(count(page, marker), 1);
    assert.match(page, new RegExp(`<script type="application/json" id="report-data">${marker}</script>`));
    assert.match(page, /default-src 'none'/);
    assert.match(page, /d3-scale[^]+Permission to use, copy, modify/);
    assert.match(page, /svelte\n\nCopyright \(c\)/);
    assert.doesNotMatch(page, /<(script|link|img|iframe)[^>]+(src|href)=/);
});

test("the lock file names no registry", async () => {
    const lock = await readFile(web_file("package-lock.json"), "utf8");
    assert.doesNotMatch(lock, /"resolved"|registry/);
});

test("a trial is drawn: notice, arms, charts, tables, sources", async () => {
    const data = await fixture("trial");
    const page = await drawn(data);
    assert.match(page, /simulation, research and education/);
    assert.match(page, /does not prescribe/);
    for (const arm of data.arms) {
        assert.ok(section_of(page, "summary").includes(as_html(arm.label)), arm.label);
    }
    assert.equal(count(section_of(page, "easi"), "<figure"), data.arms.length);
    assert.match(section_of(page, "responders"), /role="img"[^>]+aria-label="EASI-75 at week 16[^"]+62\.8/);
    assert.match(section_of(page, "responders-over-time"), /<select[^]+type="checkbox"[^]+<svg[^>]+role="img"/);
    assert.match(section_of(page, "others"), /IL-13 in skin/);
    assert.match(section_of(page, "sources"), /href="https:\/\/doi\.org\/10\.1234\/sample\.2020\.1"/);
    assert.match(section_of(page, "computed"), new RegExp(data.manifest.inputs[0].sha256));
    assert.match(section_of(page, "computed"), /baseline EASI below 16/);
    assert.match(section_of(page, "limitations"), /made up/);
    assert.doesNotMatch(page, /notice-incomplete|notice-failed|NaN|undefined/);
});

test("a run stopped early and failed patients are said at the top", async () => {
    const data = await fixture("trial");
    data.complete = false;
    data.patients = { ...data.patients, included: 120, failed: 3 };
    const page = await drawn(data);
    const top = page.slice(0, page.indexOf("<section"));
    assert.match(top, /id="notice-incomplete"[^]+stopped early[^]+Of 500 virtual patients[^]+hold 120/);
    assert.match(top, /id="notice-failed"[^]+could not be computed: 3/);
});

test("hostile text is shown as text", async () => {
    const image = "<img src=x onerror=alert(1)>";
    const script = "</script><script>document.title='owned'</script>";
    const data = await fixture("trial");
    data.title = script;
    data.arms[0].label = image;
    data.outcomes[0].label = image;
    data.limitations = [script, marker];
    data.sources[0] = { ...data.sources[0], doi: null, url: "javascript:alert(1)", title: image };
    data.manifest.inputs[0].path = image;
    const dom = await browser.opened(await filled_page(page_of(data)));
    assert.equal(script_errors(dom), "");
    const page = shown(dom);
    assert.ok(page.includes(as_html(image)));
    assert.ok(section_of(page, "limitations").includes(as_html(script)));
    assert.doesNotMatch(page, /<img|<script|href="javascript:/);
    assert.doesNotMatch(dom, /<title>owned/);
});

test("12 arms, 60 visits, no quantiles", async () => {
    const data = await fixture("trial");
    const row = { ...data.rows[0], q05: null, q25: null, median: null, q75: null, q95: null, standard_deviation: null };
    data.visits_week = Array.from({ length: 60 }, (_, week) => week);
    data.arms = Array.from({ length: 12 }, (_, arm) => ({ ...data.arms[1], name: `arm_${arm}`, label: `Arm ${arm}` }));
    data.rows = data.arms.flatMap(({ name }) =>
        data.outcomes.flatMap((outcome) =>
            data.visits_week.map((week) => ({ ...row, arm: name, outcome: outcome.name, week, mean: week, lower_95: week - 1, upper_95: week + 1 })),
        ),
    );
    const page = await drawn(data);
    assert.equal(count(section_of(page, "easi"), "<figure"), 12);
    assert.match(section_of(page, "easi"), /95 % interval of the mean/);
});

test("one arm, one visit, one outcome that nobody described, numbers that do not exist", async () => {
    const data = await fixture("trial");
    data.arms = [data.arms[1]];
    data.visits_week = [16];
    data.outcomes = [];
    data.rows = [{ ...data.rows[0], arm: data.arms[0].name, week: 16, outcome: "never_described", standard_error: null, lower_95: null, upper_95: null }];
    const page = await drawn(data);
    assert.match(section_of(page, "others"), /never_described/);
    data.rows = [];
    assert.match(await drawn(data), /There are no results to show/);
});

test("controls: outcome, arms, other states, full table and its sorting", async () => {
    const data = await fixture("trial");
    const dom = await browser.opened(await filled_page(page_of(data)), async (page) => {
        await page.selectOption("#responder-outcome", "easi_90");
        await page.locator(".arms input").first().click();
        await page.selectOption("#other-outcome", "barrier_integrity");
        await page.locator("#results summary").click();
        await page.getByRole("button", { name: "Mean", exact: true }).click();
    });
    assert.equal(script_errors(dom), "");
    const page = shown(dom);
    const chart = /<svg[^>]+aria-label="(EASI-90 over time[^"]+)"/.exec(section_of(page, "responders-over-time"))?.[1];
    assert.match(chart ?? "", /Sample blocker A/);
    assert.doesNotMatch(chart ?? "", /Placebo/);
    assert.match(section_of(page, "others"), /aria-label="Barrier integrity over time, Placebo/);
    const table = section_of(page, "results");
    assert.equal(count(table, "<tr>"), 1 + data.arms.length * data.visits_week.length);
    assert.match(table, /aria-sort="ascending"[^]+<tbody>.*?<td[^>]*>Sample blocker B[^]+?−76\.0/);
});

test("one patient: EASI and every state", async () => {
    const data = await fixture("patient");
    const page = await drawn(data);
    assert.match(page, /simulation, research and education/);
    assert.match(section_of(page, "easi"), /<svg[^>]+aria-label="EASI over time/);
    assert.equal(count(section_of(page, "states"), "<svg"), data.states.length);
});

test.each([
    ["trial", "light"],
    ["patient", "dark"],
])("a %s fits a small phone, prints, and axe finds no fault in the %s", async (kind, colorScheme) => {
    await browser.with_page(page_of(await fixture(kind)), { viewport: { width: 320, height: 640 }, colorScheme }, async (page) => {
        await open_all(page);
        assert.equal(await overflow(page), 0);
        assert.deepEqual(await faults(page), []);
        assert.ok((await page.pdf({ preferCSSPageSize: true })).length > 10_000);
    });
});

test("a picture of a trial and its table say what the data say", async () => {
    const data = await fixture("trial");
    await browser.with_page(page_of(data), {}, async (page) => {
        const row = data.rows.find(({ arm, week, outcome }) => arm === "block_b_15mg_daily" && week === 16 && outcome === "easi_75");
        const dot = page.locator("#responders circle").first();
        assert.equal(await dot.getAttribute("cx"), `${row.mean}%`);
        await page.locator("#responders summary").click();
        await page.locator("#responders table").waitFor();
        assert.match(await page.locator("#responders tbody tr").first().innerText(), new RegExp(`blocker B[^]*${row.mean.toFixed(1)}`));
    });
});

test("a template without data says so", async () => {
    const dom = await browser.opened(await template());
    assert.match(shown(dom), /could not be drawn:<\/strong> the page holds no data/);
    assert.match(script_errors(dom), /the page holds no data/);
});
