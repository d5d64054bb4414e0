// EASI of four regions, as a physician scores it: area score times the sum of the signs, weighted by region.

import type { EasiFacts } from "./facts";

export interface RegionScore {
    area: number;
    signs: number;
}

/** What each region adds to EASI. */
export function easi_by_region(scores: Record<string, RegionScore>, { regions }: EasiFacts): Record<string, number> {
    return Object.fromEntries(regions.map(({ name, weight }) => [name, weight * (scores[name]?.area ?? 0) * (scores[name]?.signs ?? 0)]));
}

export function easi_of(scores: Record<string, RegionScore>, facts: EasiFacts): number {
    return Object.values(easi_by_region(scores, facts)).reduce((sum, part) => sum + part, 0);
}

/** Place among clear, almost clear, mild, moderate, severe, very severe. */
export function grade_of(easi: number, { strata }: EasiFacts): number {
    return strata.findIndex(({ easi_max }) => easi <= easi_max);
}

/** From mild on: one digit above the stratum below, to the upper end. */
export function presets({ strata }: EasiFacts): { grade: number; min: number; max: number }[] {
    const first_shown = 2;
    return strata.flatMap(({ easi_max }, grade) => (grade < first_shown ? [] : [{ grade, min: (strata[grade - 1]?.easi_max ?? 0) + 0.1, max: easi_max }]));
}
