// EASI of four regions, as a physician scores it: area score times the sum of the signs, weighted by region.

export const easi_regions = ["head_neck", "upper_limbs", "trunk", "lower_limbs"] as const;

/** Of adults and children of 8 and over. */
const weights: Record<string, number> = { head_neck: 0.1, upper_limbs: 0.2, trunk: 0.3, lower_limbs: 0.4 };

export interface RegionScore {
    area: number;
    signs: number;
}

export function easi_of(scores: Record<string, RegionScore>): number {
    return easi_regions.reduce((sum, region) => sum + (weights[region] ?? 0) * (scores[region]?.area ?? 0) * (scores[region]?.signs ?? 0), 0);
}

/** Upper ends of the strata: clear, almost clear, mild, moderate, severe, very severe. */
const strata = [0, 1, 7, 21, 50, 72];

export function grade_of(easi: number): number {
    return strata.findIndex((upper) => easi <= upper);
}
