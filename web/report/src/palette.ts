// How arms look. Colour is never the only sign: arms are named in text and differ in dash as well.

import type { Arm } from "./report_data";

export interface ArmStyle {
    colour: string;
    /** SVG stroke-dasharray; empty for a solid line. */
    dash: string;
}

/** Ink of text and axes, and of the reference arm; both pass WCAG AA on white. */
export const ink = "#1b2733";
export const reference_colour = "#59636e";
export const guide_colour = "#c3cad1";

// Darkened from Okabe and Ito, Color Universal Design (2008), so that each has a contrast of at least 4.5 on white.
const colours = ["#0072b2", "#b94a00", "#007a5a", "#9a3f8f", "#7d6100", "#332288"];
const dashes = ["", "7 3", "2 3"];

/** One style per arm: grey for the reference, else the next colour, and the next dash when colours are used up. */
export function arm_styles(arms: Arm[], reference: Arm | null): Map<string, ArmStyle> {
    const styles = new Map<string, ArmStyle>();
    let used = 0;
    for (const arm of arms) {
        if (arm === reference) {
            styles.set(arm.name, { colour: reference_colour, dash: "4 2" });
            continue;
        }
        const colour = colours[used % colours.length] ?? ink;
        const dash = dashes[Math.floor(used / colours.length) % dashes.length] ?? "";
        styles.set(arm.name, { colour, dash });
        used += 1;
    }
    return styles;
}
