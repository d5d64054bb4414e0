// What the panels of a trial show, against rows put down by hand.

import { expect, test } from "vitest";

import { read_report } from "../read_report";
import type { TrialPage } from "../report_data";
import { Words } from "../words";
import { centre_of, course_domain, course_panels, course_table, points, week_domain } from "./courses";
import { TrialView } from "./view";

const row = (arm: string, week: number, mean: number | null, spread: number | null) => ({
    arm,
    week,
    outcome: "easi_percent_change",
    n: 10,
    mean,
    standard_error: 1,
    lower_95: mean === null ? null : mean - 2,
    upper_95: mean === null ? null : mean + 2,
    standard_deviation: 1,
    q05: spread === null ? null : -spread,
    q25: null,
    median: spread === null ? null : -1,
    q75: null,
    q95: spread,
});

const page = read_report(
    JSON.stringify({
        schema: 1,
        kind: "trial",
        language: "en",
        answer: {
            arms: [
                { name: "drug", drugs: ["x"] },
                { name: "placebo", drugs: [] },
            ],
            outcomes: [{ name: "easi_percent_change", unit: "%", kind: "continuous" }],
            rows: [row("drug", 0, 0, null), row("drug", 16, -61.26, null), row("placebo", 16, -20, 44)],
        },
        languages: {
            en: {
                texts: {
                    band: "{value} ({interval})",
                    centre_mean: "mean",
                    centre_median: "median",
                    course_note: "{centre} {value} at {week}",
                    interval: "{low} to {high}",
                    week: "Week",
                    week_at: "week {week}",
                },
                labels: { arm: { drug: "Drug", placebo: "Placebo" }, outcome: { easi_percent_change: "EASI change" } },
            },
        },
    }),
) as TrialPage;
const view = new TrialView(page.answer, new Words("en", page.languages["en"]!));
const outcome = view.outcomes[0]!;

test("all arms share one scale, which holds zero and every band", () => {
    expect(course_domain(view, outcome)).toEqual([-80, 60]);
    expect(week_domain([0, 16])).toEqual([0, 16]);
    expect(week_domain([16])).toEqual([14.4, 17.6]);
});

test("the arm without drugs is the reference, and looks like nothing else", () => {
    expect(view.reference?.name).toBe("placebo");
    expect(view.look("placebo").colour).toBe("var(--soft-ink)");
    expect(view.look("drug").colour).toBe("var(--arm-1)");
});

test("the median leads where there is one, and the table shows what is drawn", () => {
    expect(centre_of(view.rows(outcome.name, "drug"))).toBe("mean");
    expect(centre_of(view.rows(outcome.name, "placebo"))).toBe("median");
    expect(course_panels(view, outcome).map((panel) => panel.note)).toEqual([
        "mean \u221261.3\u00a0% at week 16",
        "median \u22121.0\u00a0% at week 16",
    ]);
    expect(course_table(view, outcome)).toEqual({
        caption: "EASI change",
        heads: ["Week", "Drug", "Placebo"],
        rows: [
            ["0", "0.0 (\u22122.0 to 2.0)", "–"],
            ["16", "\u221261.3 (\u221263.3 to \u221259.3)", "\u22121.0 (\u221244.0 to 44.0)"],
        ],
    });
});

test("rows are points by the names of their values", () => {
    expect(points(view.rows(outcome.name, "placebo"), "mean", "q05", "q95")).toEqual([{ x: 16, middle: -20, low: -44, high: 44 }]);
});
