// Made by `npm run types` from docs/api/trial.answer.schema.json; change that file instead.

/**
 * A virtual trial: every outcome of every arm at every visit.
 */
export interface AnswerOfTrial {
    /**
     * Version of this schema.
     */
    schema: 1;
    /**
     * The use case.
     */
    kind: "trial";
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
    /**
     * How the trial was made; with its name, model, patients, baseline and work.
     */
    manifest: RunManifest & {
        [k: string]: unknown;
    };
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
     * False when stopped before all patients were simulated.
     */
    complete: boolean;
    patients: Patients;
    /**
     * In the order shown. The arm named placebo, else the first without drugs, is the reference.
     */
    arms: Arm[];
    /**
     * Weeks since the start of treatment, ascending; without the baseline.
     */
    visits_week: number[];
    /**
     * In the order shown.
     */
    outcomes: Outcome[];
    /**
     * One per arm, time (week 0 is the baseline) and outcome. Empty when no patient is in the analysis.
     */
    rows: Row[];
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
/**
 * What is read off a patient.
 */
export interface Outcome {
    /**
     * Key that rows use.
     */
    name: string;
    /**
     * As shown.
     */
    label: string;
    /**
     * Unit of its numbers: "%" for a proportion; "1" or empty for a plain number.
     */
    unit: string;
    /**
     * A proportion is a share of patients in percent.
     */
    kind: "continuous" | "proportion";
    /**
     * What it is, and which direction is better.
     */
    meaning: string;
}
/**
 * One outcome of one arm at one time.
 */
export interface Row {
    /**
     * Name of the arm.
     */
    arm: string;
    /**
     * Weeks since the start of treatment.
     */
    week: number;
    /**
     * Name of the outcome.
     */
    outcome: string;
    /**
     * Patients who are still there.
     */
    n: number;
    /**
     * Mean, or share in percent, in the unit of the outcome; null where nobody is.
     */
    mean: number | null;
    /**
     * Monte Carlo error of the mean, same unit; null for one patient.
     */
    standard_error: number | null;
    /**
     * Lower end of the 95 % interval of the mean, same unit: normal, or Wilson for a proportion.
     */
    lower_95: number | null;
    /**
     * Upper end, same unit.
     */
    upper_95: number | null;
    /**
     * Between patients, same unit; null for a proportion.
     */
    standard_deviation: number | null;
    /**
     * 5 % of patients lie below, same unit; null for a proportion.
     */
    q05: number | null;
    /**
     * 25 % of patients, same unit.
     */
    q25: number | null;
    /**
     * 50 % of patients, same unit.
     */
    median: number | null;
    /**
     * 75 % of patients, same unit.
     */
    q75: number | null;
    /**
     * 95 % of patients, same unit.
     */
    q95: number | null;
}
