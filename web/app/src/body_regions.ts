// The drawn body: parts that can be pressed, and which share of its EASI region each is taken to be. The shares are rough (a palm is
// about 1 % of the body, arms and legs are halved into front and back); a person may write another number instead.

export type Side = "front" | "back";

export interface BodyPart {
    id: string;
    region: string;
    side: Side;
    /** Of the region. */
    percent: number;
    /** Drawn as rectangles: x, y, width, height in a figure of 160 x 380. */
    boxes: [number, number, number, number][];
}

const both = (x: number, y: number, width: number, height: number): [number, number, number, number][] => [
    [x, y, width, height],
    [160 - x - width, y, width, height],
];

export const body_parts: BodyPart[] = [
    { id: "face", region: "head_neck", side: "front", percent: 45, boxes: [[56, 6, 48, 54]] },
    { id: "neck_front", region: "head_neck", side: "front", percent: 10, boxes: [[64, 62, 32, 20]] },
    { id: "chest", region: "trunk", side: "front", percent: 25, boxes: [[44, 84, 72, 52]] },
    { id: "belly", region: "trunk", side: "front", percent: 25, boxes: [[44, 138, 72, 54]] },
    { id: "upper_arm_front", region: "upper_limbs", side: "front", percent: 24, boxes: both(14, 86, 28, 56) },
    { id: "forearm_front", region: "upper_limbs", side: "front", percent: 18, boxes: both(12, 144, 26, 54) },
    { id: "hands", region: "upper_limbs", side: "front", percent: 16, boxes: both(8, 200, 28, 32) },
    { id: "thigh_front", region: "lower_limbs", side: "front", percent: 26, boxes: both(44, 194, 35, 74) },
    { id: "shin", region: "lower_limbs", side: "front", percent: 20, boxes: both(46, 270, 31, 70) },
    { id: "feet", region: "lower_limbs", side: "front", percent: 8, boxes: both(38, 342, 40, 30) },
    { id: "scalp", region: "head_neck", side: "back", percent: 35, boxes: [[56, 6, 48, 54]] },
    { id: "neck_back", region: "head_neck", side: "back", percent: 10, boxes: [[64, 62, 32, 20]] },
    { id: "upper_back", region: "trunk", side: "back", percent: 25, boxes: [[44, 84, 72, 52]] },
    { id: "lower_back", region: "trunk", side: "back", percent: 25, boxes: [[44, 138, 72, 54]] },
    { id: "upper_arm_back", region: "upper_limbs", side: "back", percent: 24, boxes: both(14, 86, 28, 56) },
    { id: "forearm_back", region: "upper_limbs", side: "back", percent: 18, boxes: both(12, 144, 26, 54) },
    { id: "thigh_back", region: "lower_limbs", side: "back", percent: 26, boxes: both(44, 194, 35, 74) },
    { id: "calf", region: "lower_limbs", side: "back", percent: 20, boxes: both(46, 270, 31, 70) },
];

/** Of each region, what the parts pressed are together. */
export function percent_by_region(pressed: ReadonlySet<string>): Record<string, number> {
    const percents: Record<string, number> = {};
    for (const { id, region, percent } of body_parts) {
        if (pressed.has(id)) {
            percents[region] = (percents[region] ?? 0) + percent;
        }
    }
    return percents;
}
