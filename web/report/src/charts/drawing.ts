// What every chart shares: drawing at the width at hand, week ticks, a text alternative, guide lines.

import { element } from "../dom";
import { guide_colour, ink } from "../palette";

type Draw = (width_px: number) => Node;

/** Font and colour of every chart. */
export const chart_style: Partial<CSSStyleDeclaration> = {
    color: ink,
    fontFamily: "inherit",
    fontSize: "12px",
    overflow: "visible",
};

/** A box that holds what `draw` returns, and draws again when its width changes. */
export function drawn_at_width(class_name: string, draw: Draw): HTMLElement {
    const box = element("div", { class: class_name });
    let drawn_width = 0;
    const draw_if_changed = (): void => {
        const width = Math.floor(box.clientWidth);
        if (width > 0 && width !== drawn_width) {
            drawn_width = width;
            box.replaceChildren(draw(width));
        }
    };
    // The box has a width once its maker has put it into the page. Later changes wait for the next frame,
    // because a drawing changes the sizes that the observer is reporting.
    queueMicrotask(draw_if_changed);
    new ResizeObserver(() => requestAnimationFrame(draw_if_changed)).observe(box);
    return box;
}

/** Gives a chart a role and a text alternative, for readers who do not see it. */
export function described(chart: Element, description: string): Element {
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", description);
    return chart;
}

/** Week ticks at whole, familiar steps, as many as fit. */
export function week_ticks(weeks: number[], width_px: number): number[] {
    const first = Math.min(...weeks);
    const last = Math.max(...weeks);
    const most = Math.max(2, Math.floor(width_px / 38));
    if (weeks.length <= most && has_room(weeks, (last - first) / most)) {
        return weeks;
    }
    const steps = [0.25, 0.5, 1, 2, 4, 8, 12, 24, 52, 104, 208, 520];
    const step = steps.find((candidate) => (last - first) / candidate < most) ?? last - first;
    const ticks: number[] = [];
    for (let tick = Math.ceil(first / step) * step; tick <= last; tick += step) {
        ticks.push(tick);
    }
    return ticks;
}

function has_room(weeks: number[], gap: number): boolean {
    return weeks.every((week, index) => index === 0 || week - (weeks[index - 1] ?? week) >= gap);
}

/** Smallest and largest finite value, widened to hold `also`; null when there is no value. */
export function extent_of(values: (number | null | undefined)[], also: number[] = []): [number, number] | null {
    let low = Infinity;
    let high = -Infinity;
    for (const value of values) {
        if (typeof value === "number" && Number.isFinite(value)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
    }
    if (low > high) {
        return null;
    }
    for (const value of also) {
        low = Math.min(low, value);
        high = Math.max(high, value);
    }
    if (low === high) {
        const margin = Math.abs(low) * 0.1 || 1;
        return [low - margin, high + margin];
    }
    return [low, high];
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

/** Look of grid lines. */
export const grid_look = { stroke: guide_colour, strokeOpacity: 0.6 };
