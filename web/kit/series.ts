// How several series in one picture look: colour and dash together, so that neither is needed alone.

export interface SeriesLook {
    colour: string;
    /** SVG stroke-dasharray; empty for a solid line. */
    dash: string;
}

const dashes = ["", "12 4", "2 3", "9 3 2 3", "5 3", "9 3 2 3 2 3"];

/** Of the way or arm with this number; colours and dashes begin again together when they are used up. */
export function series_look(family: "way" | "arm", index: number): SeriesLook {
    const place = index % dashes.length;
    return { colour: `var(--${family}-${place + 1})`, dash: dashes[place] ?? "" };
}
