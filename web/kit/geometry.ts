// Where the parts of a picture lie. Pure functions of numbers, so that tests can say where.

import { scaleLinear, type ScaleLinear } from "d3-scale";
import { area, line } from "d3-shape";

/** A middle value and its band at one place. */
export interface BandPoint {
    x: number;
    middle: number;
    low: number;
    high: number;
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
    x: ScaleLinear<number, number>;
    y: ScaleLinear<number, number>;
}

/** From the lowest to the highest value and always over zero, rounded outwards; [0, 1] where all is zero. */
export function domain_over_zero(values: number[]): Domain {
    const low = Math.min(0, ...values);
    const high = Math.max(0, ...values);
    return low === high ? [0, 1] : (scaleLinear().domain([low, high]).nice(5).domain() as Domain);
}

export function axes(frame: Frame, x: Domain, y: Domain): Axes {
    return {
        x: scaleLinear(x, [frame.left, frame.width - frame.right]),
        y: scaleLinear(y, [frame.height - frame.bottom, frame.top]),
    };
}

/** Weeks as people count them: a step that makes at most seven. */
export function week_ticks(last: number): number[] {
    const steps = [1, 2, 4, 8, 12, 24];
    const step = steps.find((weeks) => last / weeks <= 6) ?? 52;
    return Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step);
}

export function middle_path(points: BandPoint[], { x, y }: Axes): string {
    const path = line<BandPoint>((point) => x(point.x), (point) => y(point.middle));
    return path.digits(1)(points) ?? "";
}

export function band_path(points: BandPoint[], { x, y }: Axes): string {
    const path = area<BandPoint>((point) => x(point.x), (point) => y(point.low), (point) => y(point.high));
    return path.digits(1)(points) ?? "";
}

/** Baselines of two labels, one above both lines and one below, over the last part of the picture. */
export function label_places(first: BandPoint[], second: BandPoint[], { y }: Axes, frame: Frame): [number, number] {
    const above = 7;
    const below = 16;
    const end = (points: BandPoint[]): number[] => {
        const last = points[points.length - 1]?.x ?? 0;
        return points.filter((point) => point.x >= 0.55 * last).map((point) => y(point.middle));
    };
    const [a, b] = [end(first), end(second)];
    const upper = Math.max(frame.top + 10, Math.min(...a, ...b) - above);
    const lower = Math.min(frame.height - frame.bottom - 4, Math.max(...a, ...b) + below);
    return mean(a) < mean(b) ? [upper, lower] : [lower, upper];
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
