import { describe, expect, test } from "vitest";

import {
    axes,
    band_path,
    decade_ticks,
    decades_of,
    domain_over_zero,
    dot_rows,
    extent_of,
    label_places,
    log_share,
    middle_path,
    people_of_100,
    percent_along,
    rounded,
    row_scale,
    segments,
    spread_apart,
    stairs,
    week_ticks,
    type Frame,
} from "./geometry";

const frame: Frame = { width: 120, height: 120, top: 10, right: 10, bottom: 10, left: 10 };
const level = (middle: number) => [0, 10].map((x) => ({ x, middle, low: middle - 1, high: middle + 1 }));

describe("domains", () => {
    test("hold zero and are rounded outwards", () => {
        expect(domain_over_zero([2.9, 18.4])).toEqual([0, 20]);
        expect(domain_over_zero([-0.72, -0.2])).toEqual([-0.8, 0]);
        expect(domain_over_zero([-3, 7])).toEqual([-4, 8]);
    });

    test("of nothing but zeros are not empty", () => {
        expect(domain_over_zero([0, 0])).toEqual([0, 1]);
        expect(domain_over_zero([])).toEqual([0, 1]);
    });
});

describe("paths", () => {
    // 100 units of width for 10 weeks, 100 units of height for 20 points, upwards.
    const scales = axes(frame, [0, 10], [0, 20]);

    test("run through the middle", () => {
        expect(middle_path(level(10), scales)).toBe("M10,60L110,60");
    });

    test("go along the upper end of a band and back along the lower one", () => {
        expect(band_path(level(10), scales)).toBe("M10,55L110,55L110,65L10,65Z");
    });
});

test("the label of the upper line is above both, that of the lower line below both", () => {
    const scales = axes(frame, [0, 10], [0, 20]);
    // 12 lies at 50 and 10 at 60: 7 above the one, 16 below the other.
    expect(label_places(level(12), level(10), scales, frame)).toEqual([43, 76]);
    expect(label_places(level(10), level(12), scales, frame)).toEqual([76, 43]);
    // Neither leaves the picture.
    expect(label_places(level(20), level(0), scales, frame)).toEqual([20, 106]);
});

test("weeks are marked at steps that people use", () => {
    expect(week_ticks([0, 24])).toEqual([0, 4, 8, 12, 16, 20, 24]);
    expect(week_ticks([0, 5])).toEqual([0, 1, 2, 3, 4, 5]);
    expect(week_ticks([0, 104])).toEqual([0, 24, 48, 72, 96]);
    expect(week_ticks([15, 17], 3)).toEqual([15, 16, 17]);
    expect(week_ticks([0, 0.5], 2)).toEqual([0, 0.25, 0.5]);
});

test("an extent holds every number there is, and what it must", () => {
    expect(extent_of([3, null, -2, undefined, NaN])).toEqual([-2, 3]);
    expect(extent_of([3, 5], [0])).toEqual([0, 5]);
    // One value alone gets a tenth to either side, and zero one.
    expect(extent_of([20])).toEqual([18, 22]);
    expect(extent_of([0])).toEqual([-1, 1]);
    expect(extent_of([null])).toBeNull();
    expect(rounded([-76.3, 3])).toEqual([-80, 20]);
});

test("a gap in a course is a gap in its line", () => {
    const scales = axes(frame, [0, 10], [0, 20]);
    const point = (x: number, middle: number | null) => ({ x, middle, low: null, high: null });
    expect(middle_path([point(0, 10), point(5, null), point(10, 10)], scales)).toBe("M10,60ZM110,60Z");
    expect(band_path([point(0, 10)], scales)).toBe("");
});

test("neighbours are moved apart, within the room there is", () => {
    expect(spread_apart([5, 5, 20], 4, 0, 30)).toEqual([5, 9, 20]);
    expect(spread_apart([29, 30], 4, 0, 30)).toEqual([26, 30]);
});

test("segments follow each other and fill the whole", () => {
    const parts = segments([
        ["lighter", 0.25],
        ["same", 0.25],
        ["heavier", 0.5],
    ]);
    expect(parts).toEqual([
        { name: "lighter", start: 0, width: 25 },
        { name: "same", start: 25, width: 25 },
        { name: "heavier", start: 50, width: 50 },
    ]);
});

test("a value lies as far along as its share of the domain", () => {
    expect(percent_along([0, 20], 5)).toBe(25);
    expect(percent_along([-10, 10], 0)).toBe(50);
});

test("people are signs: the middle, what lies above it up to the band's end, the rest", () => {
    const signs = people_of_100(0.12, 0.2);
    const count = (wanted: string) => signs.filter((sign) => sign === wanted).length;
    expect([count("reached"), count("maybe"), count("not")]).toEqual([12, 8, 80]);
    expect(signs[11]).toBe("reached");
    expect(signs[12]).toBe("maybe");
    expect(people_of_100(0, 0)).toEqual(Array.from({ length: 100 }, () => "not"));
});

test("dots that would touch stand on each other, where they are", () => {
    expect(dot_rows([0, 3, 8, 9, 16], 8)).toEqual([0, 1, 0, 2, 0]);
    expect(dot_rows([5, 5, 5], 8)).toEqual([0, 1, 2]);
    expect(dot_rows([0, 8, 16], 8)).toEqual([0, 0, 0]);
    expect(dot_rows([], 8)).toEqual([]);
});

test("stairs rise by what is added, and stay in between", () => {
    const session = { middle: 45, low: 40, high: 50 };
    expect(stairs([{ x: 0, ...session }, { x: 3, ...session }], [0, 24])).toEqual([
        { x: 0, middle: 0, low: 0, high: 0 },
        { x: 0, middle: 0, low: 0, high: 0 },
        { x: 0, middle: 45, low: 40, high: 50 },
        { x: 3, middle: 45, low: 40, high: 50 },
        { x: 3, middle: 90, low: 80, high: 100 },
        { x: 24, middle: 90, low: 80, high: 100 },
    ]);
});

test("decades hold what lies above zero, and no more of them than asked", () => {
    expect(decades_of([0, 0.02, 5], 8)).toEqual([0.01, 10]);
    expect(decades_of([1e-9, 5], 3)).toEqual([0.01, 10]);
    expect(decades_of([10], 8)).toEqual([1, 10]);
    expect(decades_of([0, 0], 8)).toBeNull();
    expect(decade_ticks([0.01, 10])).toEqual([0.01, 0.1, 1, 10]);
    expect(decade_ticks([1, 1e10])).toEqual([1, 100, 1e4, 1e6, 1e8, 1e10]);
});

test("rows share a scale, on which nothing leaves the picture", () => {
    const log = row_scale("log", [0.01, 100], String);
    expect([0, 1e-9, 1e9].map(log.percent)).toEqual([0, 0, 100]);
    expect(log.percent(1)).toBeCloseTo(50);
    const linear = row_scale("linear", [-80, 0], (tick) => `${tick} %`);
    expect([-90, -60, 0].map(linear.percent)).toEqual([0, 25, 100]);
    expect(linear.ticks.map(({ text }) => text)).toEqual(["-80 %", "-60 %", "-40 %", "-20 %", "0 %"]);
    expect(log.ticks.map(({ value }) => value)).toEqual([0.01, 0.1, 1, 10, 100]);
});

test("a shade goes by the logarithm, from nothing at the low end", () => {
    expect([0, 1e3, 1e5, 1e7, 1e9].map((value) => log_share([1e3, 1e7], value))).toEqual([0, 0, 0.5, 1, 1]);
});

test("an axis may be logarithmic", () => {
    const scales = axes(frame, [0.1, 10], [0, 20], { x: "log" });
    expect(scales.x(1)).toBeCloseTo(60);
    expect(scales.y(10)).toBeCloseTo(60);
});
