// Where the parts of a picture lie. Pure functions of numbers, so that tests can say where.

import { scaleLinear, scaleLog, type ScaleContinuousNumeric } from "d3-scale";
import { area, line } from "d3-shape";

/** A middle value and its band at one place; null where there is none. */
export interface BandPoint {
    x: number;
    middle: number | null;
    low: number | null;
    high: number | null;
}

export type Domain = [number, number];

/** The space of a picture and of its margins, in the picture's own units. */
export interface Frame {
    width: number;
    height: number;
    top: number;
    right: number;
    bottom: number;
    left: number;
}

export interface Axes {
    x: ScaleContinuousNumeric<number, number>;
    y: ScaleContinuousNumeric<number, number>;
}

export type AxisKind = "linear" | "log";

/** From the lowest to the highest value and always over zero, rounded outwards; [0, 1] where all is zero. */
export function domain_over_zero(values: number[]): Domain {
    const low = Math.min(0, ...values);
    const high = Math.max(0, ...values);
    return low === high ? [0, 1] : (scaleLinear().domain([low, high]).nice(5).domain() as Domain);
}

/** Smallest and largest number, widened to hold `also`, and by a tenth where they are one; null without any. */
export function extent_of(values: (number | null | undefined)[], also: number[] = []): Domain | null {
    const numbers = values.filter((value): value is number => typeof value === "number" && Number.isFinite(value));
    if (numbers.length === 0) {
        return null;
    }
    const all = [...numbers, ...also];
    const low = all.reduce((least, value) => Math.min(least, value), Infinity);
    const high = all.reduce((most, value) => Math.max(most, value), -Infinity);
    const margin = low === high ? Math.abs(low) * 0.1 || 1 : 0;
    return [low - margin, high + margin];
}

/** Rounded outwards to where an axis has its marks. */
export function rounded(domain: Domain): Domain {
    return scaleLinear().domain(domain).nice(5).domain() as Domain;
}

export function axes(frame: Frame, x: Domain, y: Domain, kinds: { x?: AxisKind; y?: AxisKind } = {}): Axes {
    const scale = (kind: AxisKind | undefined, domain: Domain, range: Domain): ScaleContinuousNumeric<number, number> =>
        kind === "log" ? scaleLog(domain, range).clamp(true) : scaleLinear(domain, range);
    return {
        x: scale(kinds.x, x, [frame.left, frame.width - frame.right]),
        y: scale(kinds.y, y, [frame.height - frame.bottom, frame.top]),
    };
}

/** Whole decades that hold every value above zero, at most `most` of them below the highest; null without any. */
export function decades_of(values: number[], most: number): Domain | null {
    const logs = values.filter((value) => value > 0).map(Math.log10);
    if (logs.length === 0) {
        return null;
    }
    const high = Math.ceil(Math.max(...logs));
    const low = Math.max(Math.floor(Math.min(...logs)), high - most);
    return [10 ** Math.min(low, high - 1), 10 ** high];
}

/** The powers of ten of a domain, every one or every few. */
export function decade_ticks([low, high]: Domain, most = 5): number[] {
    const [first, last] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
    const step = Math.ceil((last - first) / most);
    return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => 10 ** (last - index * step)).reverse();
}

/** A scale that rows of a picture share: where a value lies, in percent of the width, and its marks. */
export interface RowScale {
    percent: (value: number) => number;
    ticks: { value: number; text: string }[];
}

export function row_scale(kind: AxisKind, domain: Domain, text: (tick: number) => string): RowScale {
    const scale = (kind === "log" ? scaleLog(domain, [0, 100]) : scaleLinear(domain, [0, 100])).clamp(true);
    const ticks = kind === "log" ? decade_ticks(domain) : scaleLinear().domain(domain).ticks(5);
    // A logarithm has no zero: it lies at the low end.
    return { percent: (value) => (kind === "log" && value <= 0 ? 0 : scale(value)), ticks: ticks.map((value) => ({ value, text: text(value) })) };
}

/** 0 to 1 by the logarithm of a value inside a domain; 0 at and below its low end. */
export function log_share([low, high]: Domain, value: number): number {
    return value > low ? Math.min(1, Math.log10(value / low) / Math.log10(high / low)) : 0;
}

/** Weeks at a step that people count in, at most that many steps. */
export function week_ticks([first, last]: Domain, most = 6): number[] {
    const steps = [0.25, 0.5, 1, 2, 4, 8, 12, 24, 52, 104, 208, 520];
    const step = steps.find((weeks) => (last - first) / weeks <= most) ?? last - first;
    const begin = Math.ceil(first / step);
    return Array.from({ length: Math.floor(last / step) - begin + 1 }, (_, index) => (begin + index) * step);
}

export function middle_path(points: BandPoint[], { x, y }: Axes): string {
    const path = line<BandPoint>((point) => x(point.x), (point) => y(point.middle ?? 0));
    return path.defined((point) => point.middle !== null).digits(1)(points) ?? "";
}

export function band_path(points: BandPoint[], { x, y }: Axes): string {
    const path = area<BandPoint>((point) => x(point.x), (point) => y(point.low ?? 0), (point) => y(point.high ?? 0));
    return path.defined((point) => point.low !== null && point.high !== null).digits(1)(points) ?? "";
}

/** What is added at a place, and how sure it is. */
export interface Step {
    x: number;
    middle: number;
    low: number;
    high: number;
}

/** Sums that rise at each step and stay until the next, from zero at `first` on to `last`. */
export function stairs(steps: Step[], [first, last]: Domain): Step[] {
    const sums = [{ x: first, middle: 0, low: 0, high: 0 }];
    for (const { x, middle, low, high } of steps) {
        const below = sums[sums.length - 1]!;
        sums.push({ ...below, x }, { x, middle: below.middle + middle, low: below.low + low, high: below.high + high });
    }
    return [...sums, { ...sums[sums.length - 1]!, x: last }];
}

/** The row of each dot, from 0 up: the lowest in which it touches none before it. Places ascend. */
export function dot_rows(places: number[], diameter: number): number[] {
    const ends: number[] = [];
    return places.map((place) => {
        const free = ends.findIndex((end) => place - end >= diameter);
        const row = free === -1 ? ends.length : free;
        ends[row] = place;
        return row;
    });
}

/** Baselines of two labels, one above both lines and one below, over the last part of the picture. */
export function label_places(first: BandPoint[], second: BandPoint[], { y }: Axes, frame: Frame): [number, number] {
    const above = 7;
    const below = 16;
    const end = (points: BandPoint[]): number[] => {
        const last = points[points.length - 1]?.x ?? 0;
        return points.filter((point) => point.x >= 0.55 * last).map((point) => y(point.middle ?? 0));
    };
    const [a, b] = [end(first), end(second)];
    const upper = Math.max(frame.top + 10, Math.min(...a, ...b) - above);
    const lower = Math.min(frame.height - frame.bottom - 4, Math.max(...a, ...b) + below);
    return mean(a) < mean(b) ? [upper, lower] : [lower, upper];
}

/** Moves values apart until neighbours are `gap` from each other, inside `low` to `high` when there is room. */
export function spread_apart(values: number[], gap: number, low: number, high: number): number[] {
    const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
    const moved = [...values];
    let floor = low;
    for (const index of order) {
        floor = Math.max(moved[index] ?? low, floor);
        moved[index] = floor;
        floor += gap;
    }
    let ceiling = high;
    for (const index of order.reverse()) {
        ceiling = Math.min(moved[index] ?? high, ceiling);
        moved[index] = ceiling;
        ceiling -= gap;
    }
    return moved;
}

export interface Segment<Name extends string> {
    name: Name;
    start: number;
    width: number;
}

/** Shares of a whole, one after the other, in percent of its width. */
export function segments<Name extends string>(shares: [Name, number][]): Segment<Name>[] {
    let start = 0;
    return shares.map(([name, share]) => {
        const segment = { name, start, width: 100 * share };
        start += segment.width;
        return segment;
    });
}

/** In percent of the width of a domain. */
export function percent_along([low, high]: Domain, value: number): number {
    return (100 * (value - low)) / (high - low);
}

export type PersonSign = "reached" | "maybe" | "not";

/** One sign for each person of 100: those reached in the middle, those reached only at the upper end, the rest. */
export function people_of_100(middle: number, high: number): PersonSign[] {
    const reached = Math.round(100 * middle);
    const maybe = Math.round(100 * high);
    return Array.from({ length: 100 }, (_, person) =>
        person < reached ? "reached" : person < maybe ? "maybe" : "not",
    );
}

function mean(values: number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
