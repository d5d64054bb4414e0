// The fixed words of the page, in one place so that they can be read and corrected together.

/** Always on the page, whatever the data's own notice says. */
export const purpose = "simulation, research and education";

export const purpose_explained =
    "These are results of a computer model with virtual patients, not of people. " +
    "The page informs; it does not prescribe, and it does not replace advice from a doctor.";

export const interval_explained =
    "The 95 % interval says how well the mean is known from this number of virtual patients. " +
    "It does not hold what is uncertain about the model, its parameters or the data behind them.";

export const easi_change_outcome = "easi_percent_change";

/** Outcomes of the short table, in its order. */
export const summary_outcomes = [easi_change_outcome, "easi_50", "easi_75", "easi_90", "iga_0_1"];

/** The responder chart shows the first of these that the data hold. */
export const main_responder_outcome = "easi_75";

const manifest_labels: Record<string, string> = {
    program: "Program",
    version: "Version",
    seed: "Seed of the random stream",
    solver: "Solver",
    relative_tolerance: "Relative tolerance",
    absolute_tolerance: "Absolute tolerance",
    threads: "Threads",
    wall_time_second: "Wall time",
    started_utc: "Started (UTC)",
};

/** A manifest key in words; a key unknown here is shown with spaces for underscores. */
export function manifest_label(key: string): string {
    const words = key.replaceAll("_", " ");
    return manifest_labels[key] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
