// Numbers as a reader of a paper expects them: sensible digits, a true minus sign, a unit.

import { raised, with_minus } from "../../kit/number_text";
import type { Quantity } from "./report_data";

const missing = "–";

/** The number without its unit: percent to one decimal, anything else to three significant digits. */
export function number_text(value: Quantity | undefined, unit = ""): string {
    if (value === null || value === undefined || !Number.isFinite(value)) {
        return missing;
    }
    if (is_percent(unit)) {
        return with_minus(group(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));
    }
    const size = Math.abs(value);
    if (size !== 0 && (size >= 1e6 || size < 1e-3)) {
        return scientific_text(value);
    }
    return with_minus(group(value, size >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 }));
}

/** The number with its unit, as in "62.1 %". */
export function quantity_text(value: Quantity | undefined, unit: string): string {
    const number = number_text(value, unit);
    const shown_unit = unit_text(unit);
    return number === missing || shown_unit === "" ? number : `${number}\u00a0${shown_unit}`;
}

/** "58.0 to 66.2", or a dash when either end is missing. */
export function interval_text(lower: Quantity | undefined, upper: Quantity | undefined, unit = ""): string {
    const ends = [number_text(lower, unit), number_text(upper, unit)];
    return ends.includes(missing) ? missing : ends.join(" to ");
}

/** A unit as shown: nothing for a plain number, "%" for every spelling of percent, "mg l-1" with a raised power. */
export function unit_text(unit: string): string {
    if (is_percent(unit)) {
        return "%";
    }
    return unit === "1" ? "" : unit.replace(/([A-Za-z])(-?\d)(?=$|[\s./*])/g, (_, name, power) => name + raised(power));
}

/** "Percent change in EASI (%)", without a second "%" when the label ends in one. */
export function label_with_unit(label: string, unit: string): string {
    const shown_unit = unit_text(unit);
    return shown_unit === "" || label.includes(`(${shown_unit})`) ? label : `${label} (${shown_unit})`;
}

/** A count with thousands separated. */
export function count_text(count: number): string {
    return with_minus(group(count, { maximumFractionDigits: 0 }));
}

/** "week 16", and "week 0.5" where visits are finer. */
export function week_text(week: number): string {
    return `week ${with_minus(group(week, { maximumFractionDigits: 2 }))}`;
}

/** A length of time in the largest fitting unit. */
export function duration_text(seconds: number): string {
    if (seconds < 1) {
        return `${group(seconds * 1000, { maximumSignificantDigits: 2 })} ms`;
    }
    if (seconds < 120) {
        return `${group(seconds, { maximumSignificantDigits: 3 })} s`;
    }
    const minutes = Math.round(seconds / 60);
    return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** "1 × 10⁻⁶", for tolerances and for numbers far from one. */
export function scientific_text(value: number): string {
    const [digits = "0", power = "0"] = value.toExponential(2).split("e");
    return with_minus(`${Number(digits)} × 10${raised(power.replace("+", ""))}`);
}

function group(value: number, options: Intl.NumberFormatOptions): string {
    return value.toLocaleString("en-GB", options);
}

function is_percent(unit: string): boolean {
    return unit === "%" || unit === "percent";
}
