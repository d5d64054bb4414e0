// Numbers as a reader of a paper expects them: sensible digits, a true minus sign, a unit.

import { raised, with_minus } from "../../kit/number_text";
import type { Quantity } from "./report_data";

export const missing = "–";

/** The number without its unit: percent to one decimal, anything else to three significant digits. */
export function number_text(value: Quantity | undefined, unit = ""): string {
    if (value === null || value === undefined || !Number.isFinite(value)) {
        return missing;
    }
    if (is_percent(unit)) {
        return group(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    }
    const size = Math.abs(value);
    if (size !== 0 && (size >= 1e6 || size < 1e-3)) {
        return scientific_text(value);
    }
    return group(value, size >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });
}

/** A unit as shown: nothing for a plain number, "%" for every spelling of percent, "mg l-1" with a raised power. */
export function unit_text(unit: string): string {
    if (is_percent(unit)) {
        return "%";
    }
    return unit === "1" ? "" : unit.replace(/([A-Za-z])(-?\d)(?=$|[\s./*])/g, (_, name, power) => name + raised(power));
}

/** A count with thousands separated. */
export function count_text(count: number): string {
    return group(count, { maximumFractionDigits: 0 });
}

/** "1 × 10⁻⁶", for tolerances and for numbers far from one. */
export function scientific_text(value: number): string {
    const [digits = "0", power = "0"] = value.toExponential(2).split("e");
    return with_minus(`${Number(digits)} × 10${raised(power.replace("+", ""))}`);
}

/** Digits with thousands separated and a true minus sign. */
export function group(value: number, options: Intl.NumberFormatOptions): string {
    return with_minus(value.toLocaleString("en-GB", options));
}

function is_percent(unit: string): boolean {
    return unit === "%" || unit === "percent";
}
