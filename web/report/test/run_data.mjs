// Made-up answers of deliver and validate: numbers by simple rules, which no model produced.

const manifest = {
    program: "vesikin",
    version: "0.0.0",
    command: "made up",
    purpose: "simulation, research and education",
    inputs: [{ path: "routes/made_up.toml", sha256: "0".repeat(64) }],
    complete: true,
    seed: "1",
    solver: "batched",
    relative_tolerance: 1e-6,
    absolute_tolerance: 1e-9,
    threads: 1,
    wall_time_second: 1.5,
    started_utc: "2026-01-01T00:00:00Z",
};

const head = (kind) => ({ schema: 1, kind, intended_use: "simulation, research and education", version: "0.0.0", seed: "1", manifest });

const hours = [0.1, 1, 8, 72];
const places = ["film", "corneum", "epidermis", "dermis", "cells", "lymph", "subcutis", "blood", "organs", "broken_down", "lost"];
const edges = [0, 5, 10, 40, 70, 80, 200, 500, 1100];
const layers = [
    { name: "stratum corneum", top_um: 0, bottom_um: 10 },
    { name: "living epidermis", top_um: 10, bottom_um: 70 },
    { name: "junction", top_um: 70, bottom_um: 80 },
    { name: "papillary dermis", top_um: 80, bottom_um: 200 },
    { name: "reticular dermis", top_um: 200, bottom_um: 1100 },
];

function spread(median) {
    return {
        median,
        p05: median / 2,
        p95: median * 2,
        people_p05: median / 1.5,
        people_p95: median * 1.5,
        world_p05: median / 1.8,
        world_p95: median * 1.8,
    };
}

const provenance = { source: "MadeUp2020", evidence: "measured_human", mark: "recalled" };

/** `reach` is the share of the label that reaches the dermis. */
function way({ name, label, process, reach, needle_tip_um = 0, punctures_per_cm2 = 0 }) {
    const in_blood = process === "infusion";
    const measures = [
        ["reached_dermis", "1", reach],
        ["whole_skin", "1", 2 * reach],
        ["below_dermis", "1", process === "depot" ? 0.25 : 0],
        ["dermis_per_cm2", "particles/cm2", 1e8 * reach],
        ["skin_per_cell", "1", 10 * reach],
        ["untreated_per_cm2", "particles/cm2", in_blood ? 1e3 : 0],
        ["plasma_peak", "particles/ml", in_blood ? 1e6 : 0],
        ["open_area", "1", process === "channels" ? 0.02 : 0],
        ["open_half_life", "day", process === "channels" ? 0.5 : 0],
    ];
    return {
        name,
        label,
        process,
        session: {
            site: "face",
            site_label: "face",
            skin: "uninvolved",
            area_cm2: 400,
            treated_surface_frac: 0.02,
            treated_easi_weight: 0.05,
            settings: [
                { name: "label_count", unit: "particles", value: 1e10 },
                { name: "volume", unit: "ml", value: 2 },
            ],
        },
        measures: measures.map(([measure, unit, median]) => ({ name: measure, unit, ...spread(median) })),
        times: hours.map((hour, index) => ({
            hour,
            share_of_label: Object.fromEntries(places.map((place, at) => [place, spread(at === 0 ? 0.8 - 0.2 * index : at === 3 ? reach / (index + 1) : at === 10 ? 0.2 * index : 0.001)])),
            plasma_particles_per_ml: spread(in_blood ? 1e6 / 10 ** index : 0),
            depths: Array.from({ length: 40 }, (_, bin) => ({
                top_um: 50 * bin,
                bottom_um: 50 * (bin + 1),
                free_share_of_label: spread(reach / 10 ** bin / (index + 1)),
            })),
            typical_skin: {
                film_particles_per_ml: in_blood ? 0 : 1e9 / (index + 1),
                cell_particles_per_ml: edges.slice(1).map((_, cell) => (1e9 * reach) / 10 ** cell / (index + 1)),
                openness_frac: 1 / (index + 1),
            },
        })),
        variance_of_dermis_per_cm2: [
            { parameter: "true_count", share_frac: 0.7, rank_correlation: 0.8 },
            { parameter: "handling_loss", share_frac: 0.3, rank_correlation: -0.4 },
        ],
        typical_skin: { layers, cell_edges_um: edges, needle_tip_um, punctures_per_cm2, opened_area_frac: 0 },
        practice: {
            device: "A made-up device",
            description: "A made-up session",
            allowed_on_active_skin: process !== "channels",
            facts: [{ name: "price", meaning: "of a session", unit: "JPY", typical: 30000, lowest: 20000, highest: 50000, provenance }],
            harms: [{ name: "infection", label: "Infection", per_session_frac: 0.001, lowest_frac: 0.0001, highest_frac: 0.01, provenance }],
        },
    };
}

export function delivery() {
    return {
        ...head("deliver"),
        people: 20,
        worlds: 10,
        sex: "both",
        ways: [
            way({ name: "needling", label: "Needling device", process: "channels", reach: 0.05, needle_tip_um: 500, punctures_per_cm2: 250 }),
            way({ name: "injection", label: "Injection", process: "depot", reach: 0.9, needle_tip_um: 900 }),
            way({ name: "sound", label: "Sound", process: "sonophoresis", reach: 0.001 }),
            way({ name: "drip", label: "Drip", process: "infusion", reach: 0.00002 }),
        ],
        sources: [{ key: "MadeUp2020", title: "A made-up source", authors: "Nobody, N.", year: 2020, doi: "10.1234/made.up", url: null, published_in: "Nowhere" }],
    };
}

const references = ["class mean", "placebo + constant"];

function row(line, given) {
    const { published = null, simulated = null } = given;
    return {
        line,
        trial: "TRIAL 1",
        drug: "made-up drug",
        arm: "drug 300 mg",
        dose_regimen: "300 mg q2w",
        population: "adults",
        endpoint: "EASI75_pct",
        unit: simulated === null ? null : "%",
        week: 16,
        first_week: null,
        people: 200,
        status: "read",
        treated_with: "drug_a",
        published,
        simulated,
        inside: published === null || simulated === null ? null : simulated.low <= published && published <= simulated.high,
        reason: simulated === null ? "no such drug" : null,
        simulated_as: simulated === null ? null : "as made up",
        grade: "H1",
        references: references.map((name) => ({ name, value: published })),
        ...given,
    };
}

const prediction = (value) => ({ value, low: value - 8, high: value + 8, sampling_sd: 3, world_sd: 4 });

function score(endpoint, group, own) {
    return {
        endpoint,
        group,
        rows: 4,
        mean_absolute_error: own,
        mean_error: -own / 2,
        covered_frac: 0.75,
        against: [
            { reference: references[0], rows: 3, reference_mean_absolute_error: 7.25, own_mean_absolute_error: own },
            { reference: references[1], rows: 0, reference_mean_absolute_error: null, own_mean_absolute_error: null },
        ],
    };
}

export function validation() {
    return {
        ...head("validate"),
        complete: true,
        model: { name: "made_up", title: "A made-up model" },
        calibrated_on: null,
        trials: "made_up.csv",
        worlds: 8,
        people: 10,
        interval_frac: 0.9,
        simulated_rows: 5,
        endpoints: [
            { name: "EASI75_pct", label: "EASI-75", unit: "%", kind: "proportion" },
            { name: "EASI_pct_change", label: "EASI, percent change", unit: "%", kind: "continuous" },
        ],
        drugs: [{ name: "drug_a", label: "Drug A" }],
        rows: [
            row(2, { published: 44.5, simulated: prediction(46) }),
            row(3, { published: 70, simulated: prediction(46), trial: "TRIAL 2", status: "recalled", grade: "H2" }),
            row(4, { published: -60, simulated: prediction(-66), endpoint: "EASI_pct_change", week: 36, first_week: 16 }),
            row(5, { published: 12, simulated: prediction(14), arm: "placebo", treated_with: null, grade: "calibration" }),
            row(6, { published: 50, simulated: prediction(49), status: "computed_from_read_equation", trial: "TRIAL 3" }),
            row(7, { published: 40, treated_with: null, trial: "TRIAL 4" }),
            row(8, { published: 41, treated_with: null, trial: "TRIAL 4" }),
        ],
        scores: [score("EASI75_pct", "H1", 5.5), score("EASI_pct_change", "H1", 9)],
        scores_of_read_rows_weeks_12_to_24: [score("EASI75_pct", "H1", 4)],
    };
}
