// What the delivery page makes of its answer, against numbers worked out by hand.

import { expect, test } from "vitest";

import type { Band, DeliveredWay, DeliveryTime } from "../report_data";
import { layer_means, layer_of, plasma_of } from "./view";

function spread(median: number, p05: number, p95: number): Band {
    return { median, p05, p95 };
}

function time(hour: number, plasma: Band, cell_particles_per_ml: number[] = []): DeliveryTime {
    return {
        hour,
        share_of_label: {},
        plasma_particles_per_ml: plasma,
        depths: [],
        typical_skin: { film_particles_per_ml: 0, cell_particles_per_ml, openness_frac: 0 },
    } as unknown as DeliveryTime;
}

/** Two layers, of 10 and 20 um, cut into two cells each. */
function way(times: DeliveryTime[]): DeliveredWay {
    const layers = [
        { name: "corneum", top_um: 0, bottom_um: 10 },
        { name: "dermis", top_um: 10, bottom_um: 30 },
    ];
    return { times, typical_skin: { layers, cell_edges_um: [0, 4, 10, 18, 30] } } as unknown as DeliveredWay;
}

test("a layer's concentration is the mean over its depth, not over its cells", () => {
    const shown = way([time(1, spread(0, 0, 0), [10, 5, 2, 4])]);
    // (10 x 4 + 5 x 6) / 10, and (2 x 8 + 4 x 12) / 20.
    expect(layer_means(shown, 0)).toEqual([
        { name: "corneum", per_ml: 7 },
        { name: "dermis", per_ml: 3.2 },
    ]);
    expect(layer_of(shown, 9.9)).toBe("corneum");
    expect(layer_of(shown, 10)).toBe("dermis");
    expect(layer_of(shown, 99)).toBe("dermis");
});

test("plasma is drawn with its band, which ends where the picture does", () => {
    const plasma = plasma_of(way([time(1, spread(100, 20, 400)), time(24, spread(3, 1e-9, 50))]));
    // Nine orders of magnitude and more: six decades below the highest are drawn.
    expect(plasma?.domain).toEqual([1e-3, 1e3]);
    expect(plasma?.points).toEqual([
        { x: 1, middle: 100, low: 20, high: 400 },
        { x: 24, middle: 3, low: 1e-3, high: 50 },
    ]);
    expect(plasma_of(way([time(1, spread(0, 0, 0))]))).toBeNull();
});
