// Made by `npm run types` from docs/api/deliver.answer.schema.json; change that file instead.

/**
 * Price, pain, downtime and the like.
 */
export type Facts = {
    /**
     * Name of the fact.
     */
    name: string;
    /**
     * What it is.
     */
    meaning: string;
    /**
     * Unit of its numbers.
     */
    unit: string;
    /**
     * Typical value, in the unit.
     */
    typical: number;
    /**
     * Lowest, in the unit.
     */
    lowest: number;
    /**
     * Highest, in the unit.
     */
    highest: number;
    provenance: Provenance;
}[];
/**
 * Harms of one session.
 */
export type Harms = {
    /**
     * Name of the harm.
     */
    name: string;
    /**
     * Its English label.
     */
    label: string;
    /**
     * Probability per session, 0 to 1.
     */
    per_session_frac: number;
    /**
     * Lowest, 0 to 1.
     */
    lowest_frac: number;
    /**
     * Highest, 0 to 1.
     */
    highest_frac: number;
    provenance: Provenance;
}[];

/**
 * One session of one or more ways of giving vesicles, from the label to the cells of the skin.
 */
export interface AnswerOfDeliver {
    /**
     * Version of this schema.
     */
    schema: 1;
    /**
     * The use case.
     */
    kind: "deliver";
    /**
     * What every result is for.
     */
    intended_use: "simulation, research and education";
    /**
     * Version of the program that made the answer.
     */
    version: string;
    /**
     * Seed of the random numbers. A text, since JavaScript rounds integers above 2^53.
     */
    seed: string;
    manifest: RunManifest;
    /**
     * Virtual people per world.
     */
    people: number;
    /**
     * Draws of what nobody knows.
     */
    worlds: number;
    /**
     * Sex of the people.
     */
    sex: "female" | "male" | "both";
    /**
     * In the order asked for.
     */
    ways: Way[];
    /**
     * What the ways rest on.
     */
    sources: Source[];
}
/**
 * How a simulated answer was made.
 */
export interface RunManifest {
    /**
     * Name of the program.
     */
    program: string;
    /**
     * Version of the program.
     */
    version: string;
    /**
     * The command that was asked.
     */
    command: string;
    /**
     * What the result is for.
     */
    purpose: string;
    /**
     * Every file that was read.
     */
    inputs: {
        /**
         * Path in the data folder, or as it was named.
         */
        path: string;
        /**
         * SHA-256 of its bytes, hexadecimal.
         */
        sha256: string;
    }[];
    /**
     * False when the run was stopped.
     */
    complete: boolean;
    /**
     * Whether it went on where another run had stopped.
     */
    resumed: boolean;
    /**
     * Seed of the random numbers. A text, since JavaScript rounds integers above 2^53.
     */
    seed: string;
    /**
     * "drawn", or the file the patients came from; empty without patients.
     */
    population: string;
    /**
     * Name of the solver.
     */
    solver: string;
    /**
     * SIMD instruction set, "none" for a scalar solver.
     */
    instruction_set: string;
    /**
     * Relative tolerance of the solver.
     */
    relative_tolerance: number;
    /**
     * Absolute tolerance of the solver.
     */
    absolute_tolerance: number;
    /**
     * How people come to rest before day 0.
     */
    baseline_method: "steady_state" | "long_run";
    /**
     * Threads used; no number depends on it.
     */
    threads: number;
    /**
     * Time that the run took, in seconds.
     */
    wall_time_second: number;
    /**
     * When the run began, ISO 8601 in UTC.
     */
    started_utc: string;
    /**
     * Name of the trial file; of trials only.
     */
    trial?: string;
    /**
     * Name of the model; of trials only.
     */
    model?: string;
    patients?: Patients;
    /**
     * EASI at baseline; of trials only.
     */
    baseline_easi?: {
        /**
         * Mean EASI (0 to 72) at baseline; null without patients.
         */
        mean: number | null;
        /**
         * Between patients, in EASI points.
         */
        standard_deviation: number | null;
    };
    /**
     * Work of the solver; of trials only.
     */
    work?: {
        /**
         * Solves.
         */
        solves: number;
        /**
         * Steps taken.
         */
        steps: number;
        /**
         * Steps taken back.
         */
        rejected_steps: number;
        /**
         * Solves that the reference solver took over.
         */
        rescued_solves: number;
    };
    /**
     * The words of a command line that asks the same again; absent where the library was called without one.
     */
    command_words?: string[];
}
/**
 * How many patients.
 */
export interface Patients {
    /**
     * Patients asked for.
     */
    requested: number;
    /**
     * Patients tried so far.
     */
    simulated: number;
    /**
     * Patients in the statistics.
     */
    included: number;
    /**
     * Outside the inclusion criteria.
     */
    excluded: {
        /**
         * Why they were left out.
         */
        reason: string;
        /**
         * Patients.
         */
        count: number;
    }[];
    /**
     * Patients that the solver gave up; not in the statistics.
     */
    failed: number;
}
/**
 * One way of giving.
 */
export interface Way {
    /**
     * Name of the route.
     */
    name: string;
    /**
     * Its English label.
     */
    label: string;
    /**
     * How it gets the product in.
     */
    process: "channels" | "depot" | "infusion" | "sonophoresis";
    session: Session;
    /**
     * What is read off the session at its end (72 hours).
     */
    measures: Measure[];
    /**
     * The course, ascending in time.
     */
    times: Time[];
    /**
     * What the spread comes from, largest first; empty without a dose.
     */
    variance_of_dermis_per_cm2: {
        /**
         * Name of the parameter.
         */
        parameter: string;
        /**
         * Share of the variance of ranks of particles per cm2 of dermis, 0 to 1.
         */
        share_frac: number;
        /**
         * Rank correlation, -1 to 1.
         */
        rank_correlation: number;
    }[];
    typical_skin: TypicalSkin;
    practice: Practice;
}
/**
 * What was done.
 */
export interface Session {
    /**
     * Name of the treated site.
     */
    site: string;
    /**
     * Its English label.
     */
    site_label: string;
    /**
     * State of the skin there.
     */
    skin: "healthy" | "uninvolved" | "lesion";
    /**
     * Treated area, cm2.
     */
    area_cm2: number;
    /**
     * Its share of the body surface, 0 to 1.
     */
    treated_surface_frac: number;
    /**
     * Its share of the weights of EASI, 0 to 1.
     */
    treated_easi_weight: number;
    /**
     * Every setting of the route as it was; label_count is the labelled particles.
     */
    settings: {
        /**
         * Name of the setting.
         */
        name: string;
        /**
         * Unit of its value.
         */
        unit: string;
        /**
         * Value, in that unit.
         */
        value: number;
    }[];
}
/**
 * One quantity of the session.
 */
export interface Measure {
    /**
     * Name of the quantity.
     */
    name: string;
    /**
     * Unit of its numbers.
     */
    unit: string;
    /**
     * Median over people and worlds, in the unit of the quantity.
     */
    median: number;
    /**
     * 5 % of people and worlds together, same unit.
     */
    p05: number;
    /**
     * 95 % of people and worlds together, same unit.
     */
    p95: number;
    /**
     * The 5 % person, median over worlds, same unit.
     */
    people_p05: number;
    /**
     * The 95 % person, median over worlds, same unit.
     */
    people_p95: number;
    /**
     * The 5 % world by its median person, same unit.
     */
    world_p05: number;
    /**
     * The 95 % world by its median person, same unit.
     */
    world_p95: number;
}
/**
 * All places at one time.
 */
export interface Time {
    /**
     * Hours since the session began.
     */
    hour: number;
    /**
     * Where labelled particles are, as shares of the label (0 to 1). film: on the skin or still in the bag.
     */
    share_of_label: {
        film: Spread;
        corneum: Spread;
        epidermis: Spread;
        dermis: Spread;
        cells: Spread;
        lymph: Spread;
        subcutis: Spread;
        blood: Spread;
        organs: Spread;
        broken_down: Spread;
        lost: Spread;
    };
    /**
     * Free particles in plasma, particles/ml.
     */
    plasma_particles_per_ml: Spread;
    /**
     * Free vesicles by depth.
     */
    depths: {
        /**
         * Upper end of the bin, micrometres below the surface.
         */
        top_um: number;
        /**
         * Lower end, micrometres.
         */
        bottom_um: number;
        /**
         * Free vesicles in the bin, as a share of the label (0 to 1).
         */
        free_share_of_label: Spread;
    }[];
    /**
     * Free vesicles in the skin of the person with every median.
     */
    typical_skin: {
        /**
         * In the film of product on the skin, particles/ml; 0 without.
         */
        film_particles_per_ml: number;
        /**
         * Between two of `cell_edges_um` each, particles per ml of tissue.
         */
        cell_particles_per_ml: number[];
        /**
         * How far what was opened is still open, as a share of its first size, 0 to 1.
         */
        openness_frac: number;
    };
}
/**
 * One quantity over people and worlds.
 */
export interface Spread {
    /**
     * Median over people and worlds, in the unit of the quantity.
     */
    median: number;
    /**
     * 5 % of people and worlds together, same unit.
     */
    p05: number;
    /**
     * 95 % of people and worlds together, same unit.
     */
    p95: number;
    /**
     * The 5 % person, median over worlds, same unit.
     */
    people_p05: number;
    /**
     * The 95 % person, median over worlds, same unit.
     */
    people_p95: number;
    /**
     * The 5 % world by its median person, same unit.
     */
    world_p05: number;
    /**
     * The 95 % world by its median person, same unit.
     */
    world_p95: number;
}
/**
 * The treated skin of the person with every median.
 */
export interface TypicalSkin {
    /**
     * From the surface down.
     */
    layers: {
        /**
         * Name of the layer.
         */
        name: string;
        /**
         * Upper end, micrometres below the surface.
         */
        top_um: number;
        /**
         * Lower end, micrometres.
         */
        bottom_um: number;
    }[];
    /**
     * Depths between which concentrations are given, ascending from 0, micrometres.
     */
    cell_edges_um: number[];
    /**
     * Typical depth of needle tips, micrometres; 0 without needles.
     */
    needle_tip_um: number;
    /**
     * Punctures per cm2 of treated skin; 0 without.
     */
    punctures_per_cm2: number;
    /**
     * Share of the treated skin that is opened at first, 0 to 1.
     */
    opened_area_frac: number;
}
/**
 * How the way is used, and what a person wants to know of it.
 */
export interface Practice {
    /**
     * What it is done with.
     */
    device: string;
    /**
     * What is done.
     */
    description: string;
    /**
     * Whether it is offered on active atopic dermatitis.
     */
    allowed_on_active_skin: boolean;
    facts: Facts;
    harms: Harms;
}
/**
 * Where a number comes from.
 */
export interface Provenance {
    /**
     * Key of a source.
     */
    source: string;
    /**
     * Kind of evidence.
     */
    evidence: "measured_human" | "measured_animal" | "in_vitro" | "calibrated" | "derived" | "assumed";
    /**
     * How it is known what the source says.
     */
    mark: "read" | "recalled" | "estimate" | "assumed";
}
/**
 * What numbers rest on.
 */
export interface Source {
    /**
     * Key that other objects name.
     */
    key: string;
    /**
     * Title.
     */
    title: string;
    /**
     * Authors.
     */
    authors: string;
    /**
     * Year.
     */
    year: number;
    /**
     * Without https://doi.org/.
     */
    doi: string | null;
    /**
     * Address.
     */
    url: string | null;
    /**
     * Journal, guideline or page.
     */
    published_in: string;
}
