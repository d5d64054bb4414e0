// Outcomes that have a place of their own on the page of a trial.

export const easi_change_outcome = "easi_percent_change";

/** Outcomes of the short table, in its order. */
export const summary_outcomes = [easi_change_outcome, "easi_50", "easi_75", "easi_90", "iga_0_1"];

/** The responder chart shows the first of these that the data hold. */
export const main_responder_outcome = "easi_75";
