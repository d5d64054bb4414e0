// What the delivery page shows, made of its answer: rows, lines, cells and their words.

import { decades_of, row_scale, type BandPoint, type Domain, type RowScale } from "../../../kit/geometry";
import { power_text } from "../../../kit/number_text";
import { number_text } from "../number_text";
import type { AnswerOfDeliver, Band, DeliveredWay, DeliveryTime } from "../report_data";
import type { Words } from "../words";

/** Measures compared, with the factor that makes the unit of their heading. */
const compared = [
    { measure: "reached_dermis", factor: 100 },
    { measure: "whole_skin", factor: 100 },
    { measure: "below_dermis", factor: 100 },
    { measure: "dermis_per_cm2", factor: 1 },
    { measure: "skin_per_cell", factor: 1 },
    { measure: "untreated_per_cm2", factor: 1 },
    { measure: "plasma_peak", factor: 1 },
    { measure: "open_area", factor: 100 },
    { measure: "open_half_life", factor: 24 },
];

/** The hour that cross-sections open with. */
const first_hour = 1;
const most_places = 6;
const least_place_percent = 0.5;
const most_decades = 8;
const lowest_shade_per_ml = 1e3;
const least_amount = 1e-9;
const strip_below_skin_um = 250;
/** Places that hold much in the same way differ in colour, all others in their dash at least. */
const place_colours: Record<string, number> = {
    film: 1,
    corneum: 2,
    epidermis: 5,
    dermis: 4,
    cells: 2,
    lymph: 5,
    subcutis: 3,
    blood: 6,
    organs: 3,
    broken_down: 6,
    lost: 5,
};
const dashes = ["", "12 4", "2 3", "9 3 2 3", "5 3", "9 3 2 3 2 3"];

/** Two or three digits, by powers of ten where the number is far from one; 0 where it is a rounding error. */
export function amount_text(value: number): string {
    const power = Math.floor(Math.log10(Math.abs(value)));
    if (Math.abs(value) < least_amount) {
        return "0";
    }
    return power >= -3 && power < 4 ? number_text(value) : `${number_text(Number((value / 10 ** power).toFixed(1)))}\u00a0×\u00a0${power_text(10 ** power)}`;
}

export function spread_text(spread: Band, words: Words, factor = 1): string {
    const [low, high] = [amount_text(spread.p05 * factor), amount_text(spread.p95 * factor)];
    return low === "0" && high === "0" ? "0" : words.band(amount_text(spread.median * factor), words.text("interval", { low, high }));
}

/** The ways with what they name in the language of the page. */
export function ways_in_words({ ways }: AnswerOfDeliver, words: Words): DeliveredWay[] {
    return ways.map((way) => ({
        ...way,
        label: words.label("way", way.name),
        session: { ...way.session, site_label: words.label("site", way.session.site) },
        typical_skin: {
            ...way.typical_skin,
            layers: way.typical_skin.layers.map((layer) => ({ ...layer, name: words.label("layer", layer.name) })),
        },
        practice: {
            ...way.practice,
            device: words.label("device", way.name),
            description: words.label("description", way.name),
            facts: way.practice.facts.map((fact) => ({
                ...fact,
                meaning: words.label("fact_meaning", `${way.name}.${fact.name}`),
            })),
            harms: way.practice.harms.map((harm) => ({ ...harm, label: words.label("harm", harm.name) })),
        },
    }));
}

function tick_text(tick: number): string {
    return tick >= 1e-3 && tick < 1e4 ? number_text(tick) : power_text(tick);
}

export interface ComparedPanel {
    name: string;
    heading: string;
    /** Nothing where every way has 0. */
    scale: RowScale | null;
    rows: { label: string; low: number; middle: number; high: number; text: string; colour: string; is_absent: boolean }[];
}

export function compared_panels(ways: DeliveredWay[], words: Words): ComparedPanel[] {
    return compared.map(({ measure, factor }) => {
        const rows = ways.flatMap((way) => {
            const found = way.measures.find(({ name }) => name === measure);
            return found === undefined
                ? []
                : [{ label: way.label, low: factor * found.p05, middle: factor * found.median, high: factor * found.p95, is_absent: factor * found.p95 < least_amount, text: spread_text(found, words, factor), colour: "var(--better)" }];
        });
        const domain = decades_of(rows.flatMap(({ low, middle, high, is_absent }) => (is_absent ? [] : [low, middle, high])), most_decades);
        return { name: measure, heading: words.text(`measure_${measure}`), rows, scale: domain === null ? null : row_scale("log", domain, tick_text) };
    });
}

/** Index of the time that the sections open with. */
export function opening_time(times: DeliveryTime[]): number {
    const distances = times.map(({ hour }) => Math.abs(hour - first_hour));
    return distances.indexOf(Math.min(...distances));
}

export interface SectionCell {
    top_um: number;
    bottom_um: number;
    per_ml: number;
}

export function cells_of(way: DeliveredWay, time: number): SectionCell[] {
    const edges = way.typical_skin.cell_edges_um;
    const values = way.times[time]?.typical_skin.cell_particles_per_ml ?? [];
    return values.map((per_ml, index) => ({ top_um: edges[index] ?? 0, bottom_um: edges[index + 1] ?? 0, per_ml }));
}

export function layer_of(way: DeliveredWay, depth_um: number): string {
    const { layers } = way.typical_skin;
    return (layers.find(({ bottom_um }) => depth_um < bottom_um) ?? layers[layers.length - 1])?.name ?? "";
}

/** What each layer holds, per ml of it. */
export function layer_means(way: DeliveredWay, time: number): { name: string; per_ml: number }[] {
    const cells = cells_of(way, time);
    return way.typical_skin.layers.map(({ name, top_um, bottom_um }) => {
        const inside = cells.filter((cell) => (cell.top_um + cell.bottom_um) / 2 > top_um && (cell.top_um + cell.bottom_um) / 2 < bottom_um);
        const amount = inside.reduce((sum, cell) => sum + cell.per_ml * (cell.bottom_um - cell.top_um), 0);
        return { name, per_ml: amount / (bottom_um - top_um) };
    });
}

/** One scale for every section of the page. */
export function section_scale(answer: AnswerOfDeliver): { depth_um: number; shade: Domain } {
    const skins = answer.ways.map(({ typical_skin }) => typical_skin.layers[typical_skin.layers.length - 1]?.bottom_um ?? 0);
    const concentrations = answer.ways.flatMap(({ times }) =>
        times.flatMap(({ typical_skin }) => [typical_skin.film_particles_per_ml, ...typical_skin.cell_particles_per_ml]),
    );
    const highest = concentrations.reduce((most, value) => Math.max(most, value), 10 * lowest_shade_per_ml);
    return { depth_um: Math.max(0, ...skins) + strip_below_skin_um, shade: [lowest_shade_per_ml, 10 ** Math.ceil(Math.log10(highest))] };
}

export interface DepthRow {
    top: number;
    bottom: number;
    /** Free particles per ml, at every time. */
    values: number[];
}

/** Medians over people and worlds by depth, down to the depth of the sections. */
export function depth_rows({ session, times }: DeliveredWay, depth_um: number): DepthRow[] {
    const um_per_cm = 1e4;
    const label = session.settings.find(({ name }) => name === "label_count")?.value ?? 0;
    const bins = (times[0]?.depths ?? []).filter(({ top_um }) => top_um < depth_um);
    return bins.map(({ top_um, bottom_um }, bin) => ({
        top: top_um,
        bottom: bottom_um,
        values: times.map(({ depths }) => ((depths[bin]?.free_share_of_label.median ?? 0) * label * um_per_cm) / session.area_cm2 / (bottom_um - top_um)),
    }));
}

const paths = { depot: "needle", channels: "channels", sonophoresis: "pores", infusion: "vessels" } as const;

export type SectionPath = (typeof paths)[keyof typeof paths] | "none";

const path_texts = { needle: "section_needle", channels: "section_channels", pores: "section_pores", vessels: "section_vessels" } as const;

export function path_of(way: DeliveredWay): SectionPath {
    return (paths as Record<string, SectionPath>)[way.process] ?? "none";
}

export function path_words(way: DeliveredWay, words: Words): string {
    const path = path_of(way);
    const { needle_tip_um, punctures_per_cm2 } = way.typical_skin;
    const values = { tip: number_text(Math.round(needle_tip_um)), density: number_text(punctures_per_cm2) };
    return path === "none" ? "" : words.text(path_texts[path], values);
}

export function session_words({ session, practice }: DeliveredWay, words: Words): string {
    const setting = (wanted: string): string => {
        const found = session.settings.find(({ name }) => name === wanted);
        return found === undefined ? "–" : amount_text(found.value);
    };
    const given = words.text("session", {
        label: setting("label_count"),
        volume: setting("volume"),
        site: session.site_label,
        area: number_text(session.area_cm2),
        condition: words.label("skin", session.skin),
    });
    return `${given} ${words.text(practice.allowed_on_active_skin ? "session_active_allowed" : "session_active_refused")}`;
}

export interface PlaceLine {
    name: string;
    label: string;
    colour: string;
    dash: string;
    points: BandPoint[];
}

/** Places are the properties of an answer. */
export function share_at(shares: DeliveryTime["share_of_label"], place: string): Band {
    return (shares as Record<string, Band>)[place] ?? { median: 0, p05: 0, p95: 0 };
}

/** The places that hold most at some time; a place looks the same in every way. */
export function place_lines({ times }: DeliveredWay, words: Words): PlaceLine[] {
    const names = Object.keys(times[0]?.share_of_label ?? {});
    const lines = names.map((name, index) => ({
        name,
        label: words.label("place", name),
        colour: `var(--way-${place_colours[name] ?? 1})`,
        dash: dashes[index % dashes.length] ?? "",
        points: times.map(({ hour, share_of_label }) => ({ x: hour, middle: 100 * share_at(share_of_label, name).median, low: null, high: null })),
    }));
    const most = (line: PlaceLine): number => Math.max(...line.points.map(({ middle }) => middle ?? 0));
    const kept = [...lines].sort((a, b) => most(b) - most(a)).slice(0, most_places).filter((line) => most(line) >= least_place_percent);
    return lines.filter((line) => kept.includes(line));
}

/** Marks of a logarithmic axis of hours: those of the answer that are far enough apart. */
export function hour_ticks(times: DeliveryTime[]): number[] {
    const least_ratio = 2.2;
    return times.reduceRight<number[]>((kept, { hour }) => (kept[0] === undefined || kept[0] >= least_ratio * hour ? [hour, ...kept] : kept), []);
}

export function hour_domain(times: DeliveryTime[]): Domain {
    return [times[0]?.hour ?? 0.1, times[times.length - 1]?.hour ?? 1];
}

/** Plasma on a logarithmic scale; null for ways that bring nothing into it. */
export function plasma_of({ times }: DeliveredWay): { points: BandPoint[]; domain: Domain } | null {
    const values = times.flatMap(({ plasma_particles_per_ml: { median, p05, p95 } }) => [median, p05, p95]);
    const domain = decades_of(values, 6);
    if (domain === null) {
        return null;
    }
    // What lies below the picture is not drawn at its edge; a band ends there.
    const seen = (value: number): number | null => (value < domain[0] ? null : value);
    return {
        domain,
        points: times.map(({ hour, plasma_particles_per_ml: { median, p05, p95 } }) => ({
            x: hour,
            middle: seen(median),
            low: Math.max(p05, domain[0]),
            high: seen(p95),
        })),
    };
}
