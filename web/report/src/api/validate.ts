// Made by `npm run types` from docs/api/validate.answer.schema.json; change that file instead.

/**
 * Published trial arms simulated as they were run, beside their results.
 */
export interface AnswerOfValidate {
    /**
     * Version of this schema.
     */
    schema: 1;
    /**
     * The use case.
     */
    kind: "validate";
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
     * False when the run was stopped.
     */
    complete: boolean;
    model: Model;
    /**
     * ISO date; null when nothing was calibrated.
     */
    calibrated_on: string | null;
    /**
     * Name of the table.
     */
    trials: string;
    /**
     * Draws of what calibration left open and of how trials differ.
     */
    worlds: number;
    /**
     * Virtual people per arm and world.
     */
    people: number;
    /**
     * Share of trials that an interval is to hold, 0 to 1.
     */
    interval_frac: number;
    /**
     * Rows that have a prediction.
     */
    simulated_rows: number;
    /**
     * Endpoints of the table that are known.
     */
    endpoints: {
        /**
         * Name, as rows and scores have it.
         */
        name: string;
        /**
         * As shown.
         */
        label: string;
        /**
         * Unit of its values, % or points.
         */
        unit: string;
        /**
         * A proportion is a share of patients in percent.
         */
        kind: "continuous" | "proportion";
    }[];
    /**
     * Drugs that rows were simulated with.
     */
    drugs: {
        /**
         * Name, as `treated_with` has it.
         */
        name: string;
        /**
         * Its English label.
         */
        label: string;
    }[];
    /**
     * In the order of the table.
     */
    rows: Row[];
    /**
     * Of all rows with a published value, by endpoint and grade.
     */
    scores: Score[];
    /**
     * Of rows whose figure was read in a source, weeks 12 to 24.
     */
    scores_of_read_rows_weeks_12_to_24: Score[];
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
 * One row of the table.
 */
export interface Row {
    /**
     * Line of the table.
     */
    line: number;
    /**
     * As written.
     */
    trial: string;
    /**
     * As written.
     */
    drug: string;
    /**
     * As written.
     */
    arm: string;
    /**
     * As written.
     */
    dose_regimen: string;
    /**
     * As written.
     */
    population: string;
    /**
     * Name of the endpoint.
     */
    endpoint: string;
    /**
     * Unit of its values, % or points; null where the row was not understood.
     */
    unit: string | null;
    /**
     * Weeks since the start of treatment.
     */
    week: number;
    /**
     * Weeks of the first part of a course in two, to which `week` adds; null in a course in one.
     */
    first_week: number | null;
    /**
     * Patients of the arm; null where not given.
     */
    people: number | null;
    /**
     * How the figure is known.
     */
    status: string | null;
    /**
     * Published value, in the unit; null where not given.
     */
    published: number | null;
    /**
     * Name of the drug that was read; null without one, and where the row was not understood.
     */
    treated_with: string | null;
    /**
     * null where it was not simulated.
     */
    simulated: {
        /**
         * In a typical trial, median over worlds, in the unit.
         */
        value: number;
        /**
         * Lower end of the interval, in the unit.
         */
        low: number;
        /**
         * Upper end, in the unit.
         */
        high: number;
        /**
         * Standard deviation by sampling of a trial of that size, in the unit.
         */
        sampling_sd: number;
        /**
         * Standard deviation between trials and by what is not known, in the unit.
         */
        world_sd: number;
    } | null;
    /**
     * Whether the interval holds the published value.
     */
    inside: boolean | null;
    /**
     * Why there is no prediction.
     */
    reason: string | null;
    /**
     * What was read and assumed.
     */
    simulated_as: string | null;
    /**
     * How far the row is from what was fitted.
     */
    grade: "calibration" | "H1" | "H2" | "H3";
    /**
     * Plain predictors.
     */
    references: {
        /**
         * Name of a plain predictor.
         */
        name: string;
        /**
         * Its prediction, in the unit; null where it has none.
         */
        value: number | null;
    }[];
}
/**
 * How far predictions are from results.
 */
export interface Score {
    /**
     * Name of the endpoint.
     */
    endpoint: string;
    /**
     * A grade, or a union of grades.
     */
    group: string;
    /**
     * Rows counted.
     */
    rows: number;
    /**
     * In the unit of the endpoint.
     */
    mean_absolute_error: number;
    /**
     * Simulated less published, in the unit of the endpoint.
     */
    mean_error: number;
    /**
     * Share of rows whose interval holds the published value, 0 to 1.
     */
    covered_frac: number;
    /**
     * Beside plain predictors.
     */
    against: {
        /**
         * Name of a plain predictor.
         */
        reference: string;
        /**
         * Rows that it can predict.
         */
        rows: number;
        /**
         * Its error there, in the unit of the endpoint; null without rows.
         */
        reference_mean_absolute_error: number | null;
        /**
         * The error of the model there, same unit.
         */
        own_mean_absolute_error: number | null;
    }[];
}
