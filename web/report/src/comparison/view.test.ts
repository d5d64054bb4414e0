// What is read of a comparison, against numbers put down by hand.

import { expect, test } from "vitest";

import { read_report } from "../read_report";
import type { PageOfAComparison } from "../report_data";
import { Words } from "../words";
import { ComparisonView, cost_domain, course_domain } from "./view";

function band(median: number, half: number): object {
    return { median, p05: median - half, p95: median + half };
}

function arm(name: string, kind: string, easi: number, half: number): object {
    const visit = (day: number, value: number, width: number): object => ({
        day,
        quantities: {
            easi: { unit: "1", value: band(value, width), over_dummy: band(value - 11, width) },
            easi_75: { unit: "1", value: { median: 0.124, p05: 0.03, p95: 0.2 }, over_dummy: band(0, 0) },
        },
    });
    return {
        name,
        kind,
        visits: [visit(0, 14, 0), visit(84, easi, half)],
        worlds_at_clock: { lighter: 0.25, same: 0.75, heavier: 0 },
        easi_at_clock: [easi - half, easi, easi + half, easi + half],
        mean_easi_over_dummy_at_clock: easi - 11,
        evidence: kind === "way" ? { rung: "animals", rests_on: ["IM-01", "IM-04"] } : null,
        list_price_of_28_days_jpy: null,
        practice: kind === "way" ? { sessions: 2, interval_day: 21, facts: [{ name: "pain" }, { name: "price", typical: 45000, lowest: 40000, highest: 50000 }] } : null,
    };
}

function words(names: Record<string, string>): object {
    const row = (name: string): object => ({ arm: name, easi: "shown by the program" });
    return {
        texts: {
            page_band: "{value} ({low} to {high})",
            page_percent: "{value} %",
            week: "Week",
            glance_cost_unit: "1000",
            cost_insured: "insured",
            page_axis_money: "thousand yen",
            page_cost_list_price: "{insured}, {price} yen",
            page_cost_total: "{cost} {unit}",
            page_rung_animals: "Animals",
            page_rung_cells: "Cells",
            page_tornado_range: "{low} to {high}",
            page_alt_course: "{figure}, {arm} {value}, {dummy} {reference}",
        },
        glance: { rows: [row("stamp"), row("dummy")] },
        arms: names,
        numbers: { potency: "strength" },
    };
}

const data = {
    schema: 1,
    kind: "comparison",
    language: "en",
    answer: {
        clock_day: 84,
        arms: [arm("dummy", "plain", 11, 0.5), arm("stamp", "way", 10.04, 1)],
        value_of_knowing: {
            stamp: [
                { name: "uptake", narrowing: 0, easi_where_low: -9, easi_where_high: 9 },
                { name: "potency", narrowing: 0.126, easi_where_low: 0.5, easi_where_high: -1.25 },
                { name: "unnamed", narrowing: 0.3, easi_where_low: -0.1, easi_where_high: 0.2 },
                { name: "always", narrowing: 0.2, easi_where_low: null, easi_where_high: 0.2 },
            ],
        },
    },
    languages: { en: words({ dummy: "Dummy", stamp: "Stamp" }), ja: words({ dummy: "見せかけ", stamp: "水光注射" }) },
};

function view(language = "en"): ComparisonView {
    const page = read_report(JSON.stringify(data)) as PageOfAComparison;
    return new ComparisonView(page, new Words(language, page.languages[language]!));
}

test("arms come in the order of the answer, under the names of the language", () => {
    expect(view().shown_arms.map((shown) => view().label(shown))).toEqual(["Stamp", "Dummy"]);
    expect(view("ja").label(view("ja").dummy)).toBe("見せかけ");
    expect(view().ways.map((way) => way.name)).toEqual(["stamp"]);
});

test("the clock is a week, and the scale there holds every band and zero", () => {
    expect(view().clock_week).toBe(12);
    expect(view().weeks).toEqual([0, 12]);
    expect(view().at_clock(view().arm("stamp"), "easi").value.median).toBe(10.04);
    expect(view().clock_domain("easi")).toEqual([0, 12]);
});

test("a course, its table and its words hold the same numbers", () => {
    const shown = view();
    const course = shown.course(shown.arm("stamp"), "easi", "value");
    const dummy = shown.course(shown.dummy, "easi", "value");
    expect(course.points).toEqual([
        { x: 0, middle: 14, low: 14, high: 14 },
        { x: 12, middle: 10.04, low: 9.04, high: 11.04 },
    ]);
    expect(course_domain([course, dummy])).toEqual([0, 14]);
    expect(shown.course_table("EASI", [dummy, course])).toEqual({
        caption: "EASI",
        heads: ["Week", "Dummy", "Stamp"],
        rows: [
            ["0", "14.0 (14.0 to 14.0)", "14.0 (14.0 to 14.0)"],
            ["12", "11.0 (10.5 to 11.5)", "10.0 (9.0 to 11.0)"],
        ],
    });
    expect(shown.course_alt("EASI", course, dummy)).toBe("EASI, Stamp 10.0, Dummy 11.0");
});

test("people are counted of 100", () => {
    expect(view().people("easi_75").map((count) => view().people_text(count))).toEqual(["12 (3 to 20)", "12 (3 to 20)"]);
});

test("numbers are those worth knowing, most first, under a name where there is one", () => {
    expect(view().knowledge(view().arm("stamp"))).toEqual([
        { label: "unnamed", share: 0.3, text: "30 %" },
        { label: "always", share: 0.2, text: "20 %" },
        { label: "strength", share: 0.126, text: "13 %" },
    ]);
    expect(view().knowledge(view().dummy)).toEqual([]);
});

test("dots are the worlds of the answer, on one scale for all arms", () => {
    // The widest is 11.5, of the dummy.
    expect(view().dots_domain()).toEqual([0, 12]);
    const { heads, rows } = view().dots_table("EASI");
    expect(heads).toEqual(["page_dots_share", "Stamp", "Dummy"]);
    expect(rows).toEqual([
        ["12.5 %", "9.0", "10.5"],
        ["37.5 %", "10.0", "11.0"],
        ["62.5 %", "11.0", "11.5"],
        ["87.5 %", "11.0", "11.5"],
    ]);
});

test("an arm stands on its rung, the highest first, and what is no treatment on none", () => {
    const rungs = view().ladder();
    expect(rungs.map(({ name }) => name)).toEqual(["trials_in_ad", "people_with_ad", "other_people", "animals", "cells", "assumption"]);
    expect(rungs.map(({ arms }) => arms.map(({ name }) => name))).toEqual([[], [], [], ["stamp"], [], []]);
    expect(view().ladder_table("Kinds").rows).toEqual([["Stamp", "Animals", "IM-01, IM-04"]]);
});

test("cost adds up session by session, in what the language counts money by", () => {
    const [cost, ...others] = view().costs();
    expect(others).toEqual([]);
    expect(cost!.points.map(({ x, middle, low, high }) => [x, middle, low, high])).toEqual([
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 45, 40, 50],
        [3, 45, 40, 50],
        [3, 90, 80, 100],
        [12, 90, 80, 100],
    ]);
    expect(view().cost_table(cost!).rows).toEqual([
        ["1", "0.0", "45 (40 to 50)"],
        ["2", "3.0", "90 (80 to 100)"],
    ]);
    expect(view().cost_total(cost!)).toBe("90 (80 to 100) thousand yen");
    expect(cost_domain([cost!])).toEqual([0, 100]);
});

test("standard care has no sum, and its list price where there is one", () => {
    expect(view().insured_text(view().dummy)).toBe("insured");
    expect(view().insured_text({ ...view().dummy, list_price_of_28_days_jpy: 107317.6 })).toBe("insured, 107,318 yen");
});

test("numbers swing the difference, the widest first, and only those that stand out and have both ends", () => {
    const stamp = view().arm("stamp");
    expect(view().swings(stamp)).toEqual([
        { label: "strength", low: 0.5, high: -1.25 },
        { label: "unnamed", low: -0.1, high: 0.2 },
    ]);
    // From -1.25 to 0.5, over zero, rounded outwards.
    expect(view().swings_domain()).toEqual([-1.5, 0.5]);
    expect(view().swings_table(stamp).rows[0]).toEqual(["strength", "0.50", "\u22121.25"]);
    expect(view().swing_text({ label: "", low: 0.5, high: -1.25 })).toBe("0.50 to \u22121.25");
});

test("what cannot be read says what is missing", () => {
    const without = (change: object): string => JSON.stringify({ ...data, ...change });
    expect(() => read_report(without({ language: "fr" }))).toThrow('no words in the language "fr"');
    expect(() => read_report(without({ schema: 2 }))).toThrow("reads schema 1, but its data say 2");
    expect(() => read_report(without({ kind: "compare" }))).toThrow("kind must be one of");
    expect(() => view().at_clock(view().dummy, "mood")).toThrow('nothing was read of "mood" in dummy');
    expect(() => view().arm("nobody")).toThrow('no arm "nobody"');
});
