// Numbers of pictures and their tables: fixed digits, a true minus sign, no minus zero.

/** As many digits after the point as show two of the largest value, 0 to 6. */
export function digits_for(values: number[]): number {
    const largest = Math.max(...values.map(Math.abs), 0);
    return largest === 0 ? 1 : Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(largest))));
}

export function fixed_text(value: number, digits: number): string {
    return with_minus(value.toFixed(digits));
}

/** A number's text with a true minus sign, and none before nothing but noughts. */
export function with_minus(text: string): string {
    return text.replace(/^-/, /[1-9]/.test(text) ? "\u2212" : "");
}

/** Digits and minus of an exponent, raised. */
export function raised(exponent: string): string {
    const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    return [...exponent].map((digit) => (digit === "-" ? "⁻" : digits[Number(digit)])).join("");
}

/** A text with its {names} filled in. */
export function filled(text: string, values: Record<string, string>): string {
    return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** Marks of an axis: as short as they are exact. */
export function axis_text(value: number): string {
    const is_far = value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4);
    return (is_far ? value.toExponential() : String(Number(value.toPrecision(6)))).replaceAll("-", "\u2212").replace("e+", "e");
}

/** A power of ten with a raised exponent: 10⁻³. */
export function power_text(value: number): string {
    return `10${raised(String(Math.round(Math.log10(value))))}`;
}
