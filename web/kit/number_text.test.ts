import { expect, test } from "vitest";

import { axis_text, digits_for, filled, fixed_text, power_text } from "./number_text";

test("two digits of the largest value are shown", () => {
    expect(digits_for([18.4, -3])).toBe(0);
    expect(digits_for([-1.84, 0.2])).toBe(1);
    expect(digits_for([0.0345])).toBe(3);
    expect(digits_for([1e-12])).toBe(6);
    expect(digits_for([0])).toBe(1);
});

test("numbers have a true minus sign, and zero has none", () => {
    expect(fixed_text(-1.26, 1)).toBe("\u22121.3");
    expect(fixed_text(-0.04, 1)).toBe("0.0");
    expect(fixed_text(12, 0)).toBe("12");
});

test("names in braces are filled in once, and what they hold stays text", () => {
    expect(filled("{a} and {b}", { a: "{b}", b: "2" })).toBe("{b} and 2");
    expect(filled("{unknown}", {})).toBe("{unknown}");
});

test("marks of an axis are short and exact", () => {
    expect([-0.3, 1500, 0, 0.1 + 0.2].map(axis_text)).toEqual(["\u22120.3", "1500", "0", "0.3"]);
    expect([2e6, 5e-5].map(axis_text)).toEqual(["2e6", "5e\u22125"]);
});

test("powers of ten have a raised exponent", () => {
    expect([1e-3, 1, 1e12].map(power_text)).toEqual(["10⁻³", "10⁰", "10¹²"]);
});
