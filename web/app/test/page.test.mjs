// The page from the program itself, in a real browser: every screen in both languages, and what it promises.

import assert from "node:assert/strict";
import { readFile, writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, test } from "vitest";

import { choose_person, faults, go, launch, open_page, planned, screens, Server } from "./server.mjs";

let server;
let browser;

beforeAll(async () => {
    server = await Server.start();
    browser = await launch();
});

afterAll(async () => {
    await browser?.close();
    assert.equal(await server?.stop(), 0);
});

async function with_page(options, look) {
    const page = await open_page(browser, server, options);
    try {
        await look(page);
        assert.deepEqual(page.complaints, []);
        assert.deepEqual(page.requests.filter((url) => !url.startsWith(server.address)), []);
    } finally {
        await page.context().close();
    }
}

/** The newest plan that the page got, in a language. */
async function plan_of(page, language) {
    const id = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /\/jobs\/\w+\/events$/.test(name)).at(-1));
    const state = await (await fetch(id.replace("/events", ""))).json();
    return state.events.at(-1).data.answers[language];
}

const english = /[A-Za-z][a-z'’-]+(?:[ ,;:]+[A-Za-z][A-Za-z'’-]*){3,}/;

describe.each(["en", "ja"])("in %s", (language) => {
    test("axe finds no fault on any screen, each fits 320 px, and every word is there", async () => {
        await with_page({ language, viewport: { width: 320, height: 640 } }, async (page) => {
            await choose_person(page, "calm_donor");
            for (const screen of screens) {
                await go(page, screen);
                await page.waitForTimeout(screen === "option" ? 600 : 50);
                assert.deepEqual(await faults(page), [], screen);
                assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), 0, screen);
                const said = await page.locator("body").innerText();
                assert.doesNotMatch(said, /\[[a-z_0-9]+\]|\{\w+\}|NaN|undefined|Infinity/, screen);
                if (language === "ja") {
                    assert.doesNotMatch(said, english, screen);
                } else {
                    assert.doesNotMatch(said.replaceAll("日本語", ""), /[\u3040-\u30ff\u4e00-\u9fff]/, screen);
                }
                const heads = await page.locator("h1").count();
                assert.equal(heads, 1, screen);
            }
        });
    });

    test("every topic of the profile is free of faults too", async () => {
        await with_page({ language, viewport: { width: 320, height: 640 } }, async (page) => {
            await go(page, "profile");
            const topics = await page.locator("main > .row").first().getByRole("button").all();
            assert.ok(topics.length >= 6);
            for (const topic of topics) {
                await topic.click();
                assert.deepEqual(await faults(page), []);
                assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), 0);
            }
        });
    });

    test("the summary prints on one side of A4", async () => {
        await with_page({ language }, async (page) => {
            for (const person of ["active_adult_face", "whole_body_severe", "pregnant"]) {
                await choose_person(page, person);
                await go(page, "summary");
                const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
                assert.equal((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length, 1, person);
            }
        });
    });
});

test.each([
    ["dark", { colorScheme: "dark" }],
    ["forced colours", { forcedColors: "active" }],
    ["reduced motion", { reducedMotion: "reduce" }],
])("%s: no fault", async (_name, options) => {
    await with_page({ ...options, viewport: { width: 1280, height: 800 } }, async (page) => {
        await choose_person(page, "active_adult_face");
        for (const screen of ["start", "options", "course", "money", "summary"]) {
            await go(page, screen);
            assert.deepEqual(await faults(page), [], screen);
            assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
        }
    });
});

test("the whole path by keyboard alone", async () => {
    await with_page({ viewport: { width: 1280, height: 800 } }, async (page) => {
        const press_on = async (name) => {
            for (let presses = 0; presses < 400; ++presses) {
                await page.keyboard.press("Tab");
                const found = await page.evaluate(() => {
                    const now = document.activeElement;
                    const box = now.getBoundingClientRect();
                    return { text: now.getAttribute("aria-label") ?? now.textContent, is_seen: box.height > 0 && now.matches(":focus-visible") };
                });
                if (name.test(found.text ?? "")) {
                    assert.ok(found.is_seen, String(name));
                    return page.keyboard.press("Enter");
                }
            }
            throw new Error(`no way to ${name}`);
        };
        await press_on(/^An adult with moderate eczema/);
        await planned(page);
        await press_on(/^Look closer: IV push/);
        await page.locator("main[data-screen=option] h1", { hasText: "IV push" }).waitFor();
        for (const [link, screen] of [[/^Next: Over time/, "course"], [/^Next: Safety/, "safety"], [/^Next: Money/, "money"], [/^Next: Summary/, "summary"]]) {
            await press_on(link);
            await page.locator(`main[data-screen=${screen}] h1`).waitFor();
            assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1"); // a screen is heard from its beginning
        }
        await go(page, "values");
        await press_on(/^More points: lighter eczema/);
        assert.equal(await page.locator("[data-points=benefit]").innerText(), "10 points");
        await go(page, "profile");
        await press_on(/^Where it is/);
        await page.locator("[data-part=face]").focus();
        await page.keyboard.press("Space");
        assert.equal(await page.locator("[data-part=face]").getAttribute("aria-checked"), "true");
        assert.equal(await page.locator("#region-head_neck").inputValue(), "45");
    });
});

test("pictures, tables and the answer have the same numbers, of the same week", async () => {
    await with_page({ viewport: { width: 1280, height: 900 } }, async (page) => {
        await choose_person(page, "active_adult_face");
        const plan = await plan_of(page, "en");
        const at = (option, day) => option.course.find((time) => time.day === day);
        const reached = (option, day) => Math.round(100 * at(option, day).easi_75_frac.median);

        await page.getByRole("button", { name: "Show all" }).click();
        const weeks = new Set();
        for (const option of plan.options) {
            const benefit = await page.locator(`td[data-option=${option.name}][data-row=benefit]`).innerText();
            assert.ok(benefit.startsWith(`Of 100 virtual people, ${reached(option, plan.clock_day)} have`), `${option.name}: ${benefit}`);
        }
        for (const head of await page.locator("tr[data-row=benefit] th").allInnerTexts()) {
            weeks.add(head);
        }
        assert.deepEqual([...weeks], [`What may get lighter, in week ${plan.clock_day / 7}?`]);

        await go(page, "course");
        await page.getByRole("button", { name: "Show all" }).click();
        for (const day of [plan.clock_day, plan.options[0].course.at(-1).day]) {
            await page.locator("#week").selectOption(String(day));
            for (const summary of await page.locator("main summary").all()) {
                if ((await summary.locator("..").getAttribute("open")) === null) {
                    await summary.click();
                }
            }
            const rows = await page.locator("section").first().locator("tbody tr").allInnerTexts();
            for (const [index, option] of plan.options.entries()) {
                const filled = await page.locator(`[data-people=${option.name}] circle:not([fill=none])`).count();
                assert.equal(filled, reached(option, day), option.name);
                assert.equal(await page.locator(`[data-people=${option.name}] svg > *`).count(), 100);
                assert.equal(rows[index].split("\t")[1], String(reached(option, day)));
                const words = await page.locator(`[data-people=${option.name}] svg`).getAttribute("aria-label");
                assert.match(words, new RegExp(`of 100 virtual people, ${reached(option, day)} have`));
                // What goes on beside a way has its share in the picture, and is named under it.
                for (const picture of ["people", "course"]) {
                    const caption = await page.locator(`[data-${picture}=${option.name}] figcaption`).first().innerText();
                    assert.ok(caption.includes(option.contains), caption);
                }
            }
        }
        const courses = await page.locator("section").nth(1).locator("tbody tr").allInnerTexts();
        assert.equal(courses.length, plan.options.reduce((sum, option) => sum + option.course.length, 0));
        const [first] = plan.options;
        assert.equal(courses[1].split("\t")[2], first.course[1].easi.median.toFixed(1).replace(/\.0$/, ""));

        await go(page, "money");
        const points = await page.locator("[data-point]").all();
        const priced = plan.options.filter((option) => option.insured_jpy !== null && option.self_pay_jpy !== null);
        assert.equal(points.length, priced.length);
        for (const option of priced) {
            const point = page.locator(`[data-point=${option.name}]`);
            assert.equal(Number(await point.getAttribute("data-x")), (option.insured_jpy.typical + option.self_pay_jpy.typical) / 10_000);
            assert.equal(Number(await point.getAttribute("data-y")), 100 * at(option, plan.clock_day).easi_75_frac.median);
        }
    });
});

test("benefit and harm have one size and stand side by side; each way shown has its disclosure", async () => {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
        await with_page({ viewport }, async (page) => {
            await choose_person(page, "active_adult_face");
            await page.getByRole("button", { name: "Show all" }).click();
            const sizes = await page.evaluate(() => [...document.querySelectorAll("td[data-row=benefit] p, td[data-row=harm] p, dd[data-row=benefit] p, dd[data-row=harm] p")].map((line) => `${getComputedStyle(line).fontSize} ${getComputedStyle(line).fontWeight} ${getComputedStyle(line).color}`));
            assert.ok(sizes.length > 20);
            assert.equal(new Set(sizes).size, 1);
            assert.ok(parseFloat(sizes[0]) >= 16);
            const plan = await plan_of(page, "en");
            const ways = plan.options.filter(({ kind }) => kind === "way").map(({ name }) => name);
            assert.equal(ways.length, 6);
            for (const screen of ["options", "course", "safety"]) {
                await go(page, screen);
                if (screen === "course") {
                    await page.getByRole("button", { name: "Show all" }).click();
                }
                const disclosed = await page.locator("[data-disclosure]").evaluateAll((blocks) => blocks.map((block) => block.dataset.disclosure));
                assert.deepEqual(disclosed, ways, screen);
                for (const line of ["Not approved in Japan", "Approved treatments exist", "Long-term effects", "relief", "Giving blood", "Do not stop"]) {
                    assert.ok((await page.locator("[data-disclosure]").first().innerText()).includes(line), line);
                }
            }
        });
    }
});

test("targets are large enough for a thumb", async () => {
    await with_page({ viewport: { width: 390, height: 844 } }, async (page) => {
        await choose_person(page, "active_adult_face");
        for (const screen of ["start", "profile", "values", "options", "summary"]) {
            await go(page, screen);
            const small = await page.evaluate(() =>
                [...document.querySelectorAll("main button, main a.button, main select, main input[type=number], main label.pick, nav a, header button")]
                    .filter((target) => target.getBoundingClientRect().height > 0 && target.getBoundingClientRect().height < 43.5)
                    .map((target) => target.outerHTML.slice(0, 120)),
            );
            assert.deepEqual(small, [], screen);
        }
    });
});

test("gates hide and mark what they should", async () => {
    await with_page({ viewport: { width: 1280, height: 900 } }, async (page) => {
        const status = async (person) => {
            await choose_person(page, person);
            await go(page, "options");
            await page.getByRole("button", { name: "Show all" }).click();
            return page.locator("td[data-row=can]").evaluateAll((cells) => Object.fromEntries(cells.map((cell) => [cell.dataset.option, cell.querySelector("[data-status]").dataset.status])));
        };
        const ways = ["iv_push", "iv_drip", "intradermal", "stamp", "dermapen", "ultrasound"];
        const pregnant = await status("pregnant");
        assert.deepEqual(ways.map((way) => pregnant[way]), ways.map(() => "no"));
        const active = await status("active_adult_face");
        assert.deepEqual(["intradermal", "stamp", "dermapen"].map((way) => active[way]), ["no", "no", "no"]);
        assert.notEqual(active.iv_drip, "no");
        await status("calm_donor");
        await go(page, "safety");
        assert.ok((await page.locator("[data-gate=blood_donor]").count()) >= 6);
        assert.match(await page.locator("[data-gate=blood_donor]").first().innerText(), /Ask first/);
    });
});

test("where no way fits, that is said, and what would let one in", async () => {
    await with_page({}, async (page) => {
        await choose_person(page, "tight_budget");
        const plan = await plan_of(page, "en");
        assert.equal(plan.has_fitting_way, false);
        const said = await page.locator("[data-no-way]").innerText();
        assert.match(said, /No way of giving exosomes fits/);
        const reasons = plan.relaxations.length > 0 ? plan.relaxations.length : plan.nearest_way === null ? 1 : 2;
        assert.equal(await page.locator("[data-no-way] li").count(), reasons);
    });
});

test("answers live in the tab alone, survive the language, and are asked about before they go", async () => {
    await with_page({}, async (page) => {
        await go(page, "profile");
        await page.locator("[data-question=state] input").first().check();
        await page.getByRole("button", { name: /^You$/ }).click();
        await page.locator("#answer-weight_kg").fill("61");
        await page.locator("#answer-weight_kg").blur();
        await page.getByRole("button", { name: "日本語" }).click();
        assert.equal(await page.locator("#answer-weight_kg").inputValue(), "61");
        assert.equal(await page.locator("html").getAttribute("lang"), "ja");
        await go(page, "options");
        await planned(page);
        assert.deepEqual(page.questions.at(-1).person, { schema: 2, state: "active", weight_kg: 61 });
        const ja = await page.locator("main").innerText();
        const asked = page.questions.length;
        await page.getByRole("button", { name: "English" }).click();
        assert.notEqual(await page.locator("main").innerText(), ja);
        assert.equal(page.questions.length, asked); // both languages came at once
        await page.goBack();
        assert.equal(await page.locator("main").getAttribute("data-screen"), "profile");
        await page.goForward();
        assert.equal(await page.locator("main").getAttribute("data-screen"), "options");

        assert.equal(page.url(), `${server.address}#options`);
        const kept = await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length]);
        assert.deepEqual(kept, [0, 0, "", 0, 0]);
        assert.ok(!server.log.includes("61") || !/weight|state=/.test(server.log));

        let asked_before_leaving = "";
        page.on("dialog", (dialog) => {
            asked_before_leaving = dialog.type();
            void dialog.accept();
        });
        await page.reload();
        assert.equal(asked_before_leaving, "beforeunload");
        await go(page, "profile");
        assert.equal(await page.locator("[data-question=state] input").first().isChecked(), false);
    });
});

test("a number outside what is allowed is said and not taken", async () => {
    await with_page({}, async (page) => {
        await go(page, "profile");
        await page.getByRole("button", { name: /^You$/ }).click();
        await page.locator("#answer-weight_kg").fill("900");
        await page.locator("#answer-weight_kg").blur();
        assert.match(await page.locator("#answer-weight_kg-note").innerText(), /Allowed: 2 to 300/);
        await go(page, "options");
        await planned(page);
        assert.deepEqual(page.questions.at(-1).person, { schema: 2 });
    });
});

test("what was seen by part of the body weighs people, which is said; and nobody is like some", async () => {
    await with_page({}, async (page) => {
        await go(page, "profile");
        await page.locator("#answer-easi_now-head_neck").fill("2");
        await page.locator("#answer-easi_now-trunk").fill("40"); // 21.6 at most
        await page.locator("#answer-itch").fill("6");
        await page.locator("#answer-itch").blur();
        assert.match(await page.locator("#answer-easi_now-trunk-note").innerText(), /Allowed: 0 to 21.6/);
        await go(page, "summary");
        await planned(page);
        assert.deepEqual(page.questions.at(-1).person, { schema: 2, easi_now: { head_neck: 2 }, itch: 6 });
        const plan = await plan_of(page, "en");
        assert.equal(await page.locator("[data-likeness] dt").count(), plan.likeness.sightings.length);
        assert.ok((await page.locator("[data-likeness]").innerText()).includes(`${plan.likeness.drawn} virtual people`));

        // An answer without anybody, as the program gives it, in the place of the next one.
        const nobody = { ...plan, options: [], most_often_first: null, headline: "The model knows nobody", likeness: { ...plan.likeness, fits: false } };
        await page.route("**/events", (route) => route.fulfill({ contentType: "text/event-stream", body: `event: answer\ndata: ${JSON.stringify({ complete: true, answers: { en: nobody, ja: nobody } })}\n\n` }));
        await go(page, "values");
        await page.getByRole("button", { name: "More points: cost" }).click();
        for (const screen of ["options", "option", "course", "safety", "money", "summary", "clinician"]) {
            await go(page, screen);
            await page.locator("[data-nobody]", { hasText: "The model knows nobody" }).waitFor();
            assert.deepEqual(await faults(page), [], screen);
        }
    });
});

test("the profile goes to a file and comes back", async () => {
    const folder = await mkdtemp(join(tmpdir(), "vesikin-profile-"));
    try {
        await with_page({}, async (page) => {
            await choose_person(page, "hands");
            await go(page, "profile");
            const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a file" }).click()]);
            const file = join(folder, "profile.json");
            await download.saveAs(file);
            const saved = JSON.parse(await readFile(file, "utf8"));
            assert.equal(saved.target, "hands");
            await page.getByRole("button", { name: "Clear all answers" }).click();
            assert.equal(await page.getByRole("button", { name: "Save as a file" }).isDisabled(), true);
            await page.locator("input[type=file]").setInputFiles(file);
            await page.locator("p[role=status]", { hasText: "The file was opened" }).waitFor();
            await go(page, "options");
            await planned(page);
            assert.deepEqual(page.questions.at(-1).person, saved);
            await go(page, "profile");
            const bad = join(folder, "bad.json");
            await writeFile(bad, "{");
            await page.locator("input[type=file]").setInputFiles(bad);
            await page.locator("p[role=status]", { hasText: "no file of a profile" }).waitFor();
        });
    } finally {
        await rm(folder, { recursive: true });
    }
});

test("points change the question; the same question has the same numbers", async () => {
    await with_page({ viewport: { width: 1280, height: 900 } }, async (page) => {
        await choose_person(page, "active_adult_face");
        const first = await plan_of(page, "en");
        await go(page, "values");
        await page.getByRole("button", { name: "More points: cost" }).click();
        await go(page, "summary");
        await planned(page);
        assert.deepEqual(page.questions.at(-1).weights, { benefit: 0, cost: 10, burden: 0 });
        await go(page, "values");
        await page.getByRole("button", { name: /^No points/ }).click();
        await go(page, "summary");
        await planned(page);
        assert.equal(page.questions.at(-1).weights, undefined);
        const again = await plan_of(page, "en");
        assert.deepEqual(again.options, first.options);
        const bars = await page.locator("[data-ranks] [role=img]").count();
        assert.equal(bars, again.options.filter(({ ranking }) => ranking !== null).length);
    });
});

test("a rough answer comes first, the full one after it; and it can be stopped", async () => {
    await with_page({ small: false, viewport: { width: 1280, height: 900 } }, async (page) => {
        await page.locator("[data-person=active_adult_face]").click();
        await page.getByText("A first, rough answer").waitFor();
        assert.ok((await page.locator("td[data-row=benefit]").count()) > 2);
        await page.getByRole("button", { name: "Stop calculating" }).click();
        await page.locator("progress").waitFor({ state: "detached" });
        const stopped = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /\/jobs\/\w+$/.test(name)));
        assert.equal(stopped.length, 1);
        for (let tries = 0; tries < 100; ++tries) {
            if ((await (await fetch(stopped[0])).json()).state === "stopped") {
                return;
            }
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        assert.fail("it goes on");
    });
});

test("the first view is small", async () => {
    const { gzipSync } = await import("node:zlib");
    let size = 0;
    for (const file of ["app.js", "app.css"]) {
        size += gzipSync(Buffer.from(await (await fetch(server.address + file)).arrayBuffer())).length;
    }
    assert.ok(size < 200_000, `${size} bytes`);
});
