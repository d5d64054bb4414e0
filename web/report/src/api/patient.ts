// Made by `npm run types` from docs/api/patient.answer.schema.json; change that file instead.

/**
 * The course of one virtual patient under one arm of a trial.
 */
export interface AnswerOfPatient {
    /**
     * Version of this schema.
     */
    schema: 1;
    /**
     * The use case.
     */
    kind: "patient";
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
     * Plain text, never markup.
     */
    title: string;
    /**
     * Plain text, never markup.
     */
    description: string;
    /**
     * Shown on the report page beside its own.
     */
    notice: string;
    model: Model;
    /**
     * Sources, by key.
     */
    sources: Source[];
    /**
     * What to know before believing a result.
     */
    limitations: string[];
    /**
     * How the patient is called; "median" has the median of every parameter.
     */
    patient: string;
    arm: Arm;
    /**
     * What rows hold beside EASI.
     */
    states: {
        /**
         * Key that rows use.
         */
        name: string;
        /**
         * As shown.
         */
        label: string;
        /**
         * Unit of its numbers; empty for none.
         */
        unit: string;
        /**
         * What it is.
         */
        meaning: string;
    }[];
    /**
     * Ascending in week; the first is the baseline.
     */
    rows: {
        /**
         * Weeks since the start of treatment.
         */
        week: number;
        /**
         * EASI, 0 to 72.
         */
        easi: number;
        [k: string]: number;
    }[];
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
 * The disease model.
 */
export interface Model {
    /**
     * Name of the model.
     */
    name: string;
    /**
     * What it is.
     */
    title: string;
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
/**
 * An arm of a trial.
 */
export interface Arm {
    /**
     * Key that rows use.
     */
    name: string;
    /**
     * As shown.
     */
    label: string;
    /**
     * What its patients get.
     */
    description: string;
    /**
     * Names of the drugs given.
     */
    drugs: string[];
}
