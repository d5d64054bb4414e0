// The drawn body, EASI by region, topics and the file of a profile.

import { assert, test } from "vitest";

import { body_parts, percent_by_region } from "./body_regions";
import { easi_by_region, easi_of, grade_of, presets } from "./easi";
import type { Facts, Question } from "./facts";
import { file_of, profile_in } from "./profile_file";
import { topics_of } from "./topics";

test("the parts of each region are the whole of it", () => {
    assert.deepEqual(percent_by_region(new Set(body_parts.map(({ id }) => id))), { head_neck: 100, upper_limbs: 100, trunk: 100, lower_limbs: 100 });
    assert.deepEqual(percent_by_region(new Set(["face", "chest"])), { head_neck: 45, trunk: 25 });
    assert.deepEqual(percent_by_region(new Set()), {});
});

const facts_of_easi = {
    regions: Object.entries({ head_neck: 0.1, upper_limbs: 0.2, trunk: 0.3, lower_limbs: 0.4 }).map(([name, weight]) => ({ name, weight })),
    strata: [0, 1, 7, 21, 50, 72].map((easi_max) => ({ easi_max })),
};

test("EASI by hand: the face at area 3 with signs of 4, the legs at area 6 with signs of 12", () => {
    assert.strictEqual(easi_of({}, facts_of_easi), 0);
    assert.ok(Math.abs(easi_of({ head_neck: { area: 3, signs: 4 } }, facts_of_easi) - 1.2) < 1e-12); // 0.1 x 3 x 4
    assert.ok(Math.abs(easi_of({ lower_limbs: { area: 6, signs: 12 } }, facts_of_easi) - 28.8) < 1e-12); // 0.4 x 6 x 12
    const all = { area: 6, signs: 12 };
    assert.ok(Math.abs(easi_of({ head_neck: all, upper_limbs: all, trunk: all, lower_limbs: all }, facts_of_easi) - 72) < 1e-12);
});

test.each([[0, 0], [0.1, 1], [1, 1], [1.1, 2], [7, 2], [7.1, 3], [21, 3], [21.1, 4], [50, 4], [50.1, 5], [72, 5]])("EASI %f is of stratum %i", (easi, grade) => {
    assert.strictEqual(grade_of(easi, facts_of_easi), grade);
});

test("what a region adds, and severities to choose from", () => {
    assert.deepEqual(easi_by_region({ trunk: { area: 2, signs: 5 } }, facts_of_easi), { head_neck: 0, upper_limbs: 0, trunk: 3, lower_limbs: 0 }); // 0.3 x 2 x 5
    assert.deepEqual(presets(facts_of_easi), [{ grade: 2, min: 1.1, max: 7 }, { grade: 3, min: 7.1, max: 21 }, { grade: 4, min: 21.1, max: 50 }, { grade: 5, min: 50.1, max: 72 }]);
});

const question = (id: string): Question => ({ id }) as Question;

test("a question that no topic names is asked last, goals where points are given", () => {
    const topics = topics_of(["smoking", "state", "goals", "age"].map(question));
    assert.deepEqual(topics.map(({ id, questions }) => [id, questions.map((one) => one.id)]), [["skin", ["state"]], ["you", ["age"]], ["more", ["smoking"]]]);
});

test("a file holds what was said, and nothing that is not asked comes in", () => {
    const facts = { person_schema: 2, questions: ["state", "age"].map(question) } as unknown as Facts;
    const text = file_of({ state: "calm" }, facts);
    assert.deepEqual(JSON.parse(text), { schema: 2, state: "calm" });
    assert.deepEqual(profile_in(text, facts), { state: "calm" });
    assert.deepEqual(profile_in(`{"schema":2,"age":"18_to_64","name":"X","__proto__":{"a":1}}`, facts), { age: "18_to_64" });
    for (const bad of ["", "{", "[]", "null", "3", `{"state":"calm"}`]) {
        assert.strictEqual(profile_in(bad, facts), null, bad);
    }
});
