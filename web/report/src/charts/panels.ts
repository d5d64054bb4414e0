// A grid of equally large charts, in as many columns as fit without leaving a nearly empty last row.

import { element } from "../dom";
import { drawn_at_width } from "./drawing";

export interface Panel {
    heading: string;
    /** A short line under the heading, or empty. */
    note: string;
    /** Colour of the heading's mark, or empty for none. */
    colour: string;
    draw: (width_px: number) => Node;
}

const least_width_px = 250;
const gap_px = 28;

export function panels(all: Panel[]): HTMLElement {
    return drawn_at_width("panels-box", (width) => {
        const fitting = Math.max(1, Math.floor((width + gap_px) / (least_width_px + gap_px)));
        const rows = Math.ceil(all.length / fitting);
        const columns = Math.max(Math.ceil(all.length / rows), Math.min(2, fitting));
        const panel_width = Math.floor((width - (columns - 1) * gap_px) / columns);
        const grid = element(
            "div",
            { class: "panels" },
            all.map((panel) => framed(panel, panel_width)),
        );
        grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
        grid.style.columnGap = `${gap_px}px`;
        return grid;
    });
}

function framed(panel: Panel, width: number): HTMLElement {
    const heading = element("strong", {}, [panel.heading]);
    if (panel.colour !== "") {
        heading.style.borderLeft = `4px solid ${panel.colour}`;
        heading.style.paddingLeft = "8px";
    }
    return element("figure", {}, [
        element("figcaption", {}, [heading, panel.note === "" ? null : element("span", {}, [panel.note])]),
        panel.draw(width),
    ]);
}
