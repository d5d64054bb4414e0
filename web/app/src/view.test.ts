// Numbers in words, worked out by hand.

import { assert, test } from "vitest";

import type { AnswerOfVesikinPlan, Option } from "./api";
import { paid_steps, priced_options } from "./money_view";
import { beside_line, first_shown, gates_of, money_text, of_100, per_1000, reference_of, yen } from "./view";

const t = (key: string, values: Record<string, string> = {}): string => [key, ...Object.values(values)].join("|");

const money = (typical: number, spread = 0): { lowest: number; typical: number; highest: number } => ({ lowest: typical - spread, typical, highest: typical + spread });

function option(name: string, changes: Partial<Option> = {}, share = 0.5): Option {
    const at = (day: number, median: number): Option["course"][number] => {
        const flat = { median, p05: median, p95: median };
        return { day, easi: flat, easi_50_frac: flat, easi_75_frac: flat, itch: flat };
    };
    return { name, label: name, kind: "way", possible: true, within_limits: true, gates: [], course: [at(0, 0), at(84, share)], insured_jpy: money(0), self_pay_jpy: money(0), ...changes } as unknown as Option;
}

const gate = (id: string, effect: "impossible" | "caution" | "unknown", state: "open" | "yes"): Option["gates"][number] => ({ id, effect, state, text: "", change: "" }) as unknown as Option["gates"][number];

const plan = (...options: Option[]): AnswerOfVesikinPlan => ({ options, clock_day: 84, care_beside: null }) as unknown as AnswerOfVesikinPlan;

test("yen to three digits, in ten thousands in Japanese", () => {
    assert.strictEqual(yen(0, "ja"), "0円");
    assert.strictEqual(yen(1906, "ja"), "1,910円");
    assert.strictEqual(yen(60_000, "ja"), "6万円");
    assert.strictEqual(yen(113_400, "ja"), "11.3万円");
    assert.strictEqual(yen(113_400, "en"), "JPY 113,000");
});

test("a price that nobody knows is not nothing", () => {
    assert.strictEqual(money_text(null, t, "en"), "cost_unknown");
    assert.strictEqual(money_text(money(1000), t, "en"), "JPY 1,000");
    assert.strictEqual(money_text(money(1000, 500), t, "en"), "money_range|JPY 500|JPY 1,500");
});

test("counts of people and of sessions", () => {
    assert.strictEqual(of_100(0.714), "71");
    assert.strictEqual(per_1000(0.02), "20");
    assert.strictEqual(per_1000(0.0001), "0.1");
    assert.strictEqual(per_1000(0.00003), "0.03"); // few are not none
    assert.strictEqual(per_1000(0), "0");
});

test("gates that apply come first, what rules out before the rest", () => {
    const sorted = gates_of(option("a", { gates: [gate("open", "impossible", "open"), gate("ask", "caution", "yes"), gate("no", "impossible", "yes")] }));
    assert.deepEqual(sorted.map(({ id }) => id), ["no", "ask", "open"]);
});

test("others are held against the care that goes on", () => {
    const first = option("emollient", { kind: "standard_care" }, 0.2);
    const goes_on = option("steroid", { kind: "standard_care" }, 0.7);
    const way = option("way", {}, 0.66);
    const of = { ...plan(first, goes_on, way), care_beside: "steroid" } as AnswerOfVesikinPlan;
    assert.strictEqual(reference_of(of), goes_on);
    assert.strictEqual(reference_of(plan(first, way)), first);
    assert.strictEqual(beside_line(way, of, 84, t), "beside_fewer|steroid|4");
    assert.strictEqual(beside_line(way, plan(first, way), 84, t), "beside_more|emollient|46");
});

test("standard care and nothing are always shown, and ways that are possible before others", () => {
    const ways = [option("one", { possible: false }), option("two"), option("three", { possible: false })];
    const others = [option("care", { kind: "standard_care" }), option("untreated", { kind: "nothing" })];
    assert.deepEqual(first_shown(plan(...others, ...ways)), ["care", "untreated", "two"]);
    assert.deepEqual(first_shown(plan(...others, ways[0]!, ways[2]!)), ["care", "untreated", "one", "three"]);
});

test("the front holds what no other beats in both", () => {
    const cheap = option("cheap", { self_pay_jpy: money(10) }, 0.2);
    const good = option("good", { self_pay_jpy: money(100) }, 0.6);
    const beaten = option("beaten", { self_pay_jpy: money(100) }, 0.5);
    const twin = option("twin", { self_pay_jpy: money(100) }, 0.6);
    const unpriced = option("unpriced", { self_pay_jpy: null }, 0.9);
    const found = priced_options(plan(cheap, good, beaten, twin, unpriced));
    assert.deepEqual(found.map(({ option: one, is_on_front }) => [one.name, is_on_front]), [["cheap", true], ["good", true], ["beaten", false], ["twin", true]]);
});

test("what is paid step by step is in the end what the plan says", () => {
    const steps = paid_steps(option("way", { self_pay_jpy: money(200, 40), insured_jpy: money(30), session_day: [0, 21, 42, 63] }), 84);
    assert.deepEqual(steps.map(({ x }) => x), [0, 0, 21, 28, 42, 56, 63]);
    const sum = (read: (step: (typeof steps)[number]) => number): number => Math.round(steps.reduce((total, step) => total + read(step), 0));
    assert.deepEqual([sum(({ low }) => low), sum(({ middle }) => middle), sum(({ high }) => high)], [190, 230, 270]);
    assert.deepEqual(paid_steps(option("nothing", { session_day: [] }), 84), []);
});
