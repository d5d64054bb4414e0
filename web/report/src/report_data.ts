// What the program writes into the page. The types of answers and words are made from docs/api; here is the envelope that all
// pages of a run share. docs/report_data.md says the same in prose.

import type { AnswerOfDeliver, AnswerOfPatient, AnswerOfTrial, AnswerOfValidate, PageOfAComparison, WordsOfARun } from "./api";

export type * from "./api";

/** A number, or null where it does not exist (for example the standard error of one patient). */
export type Quantity = number | null;

/** A page about one run: its answer once, and words in every language. */
export interface RunPage<Answer> {
    schema: 1;
    kind: "trial" | "patient" | "deliver" | "validate";
    /** In which it opens: a key of `languages`. */
    language: string;
    answer: Answer;
    languages: Record<string, WordsOfARun>;
}

export type TrialPage = RunPage<AnswerOfTrial> & { kind: "trial" };
export type PatientPage = RunPage<AnswerOfPatient> & { kind: "patient" };
export type DeliverPage = RunPage<AnswerOfDeliver> & { kind: "deliver" };
export type ValidatePage = RunPage<AnswerOfValidate> & { kind: "validate" };

export type RunAnswer = AnswerOfTrial | AnswerOfPatient | AnswerOfDeliver | AnswerOfValidate;
export type PageData = TrialPage | PatientPage | DeliverPage | ValidatePage | PageOfAComparison;

export type State = AnswerOfPatient["states"][number];
/** A row may lack a state. */
export type PatientRow = AnswerOfPatient["rows"][number];
export type ValidationEndpoint = AnswerOfValidate["endpoints"][number];
export type ComparedQuantity = PageOfAComparison["answer"]["arms"][number]["visits"][number]["quantities"][string];
export type KnowledgeValue = PageOfAComparison["answer"]["value_of_knowing"][string][number];
