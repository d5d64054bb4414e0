// What the program writes into the page. The types of answers and words are made from docs/api; here are their names on the
// page, and the envelope that all pages of a run share. docs/report_data.md says the same in prose.

import type { AnswerOfDeliver, Measure as DeliverMeasure, Spread as DeliverSpread, Time, Way } from "./api/deliver";
import type { AnswerOfPatient } from "./api/patient";
import type { WordsOfARun } from "./api/run_words";
import type { AnswerOfTrial, Model as RunModel, Outcome as TrialOutcome, Patients, Row, Source as RunSource } from "./api/trial";
import type { AnswerOfValidate, Row as ValidateRow } from "./api/validate";
import type { PageOfAComparison } from "./api/comparison_page";

export type { Article, ArticleAnswer, Band, ComparedArm, DetailRow, GlanceRow, PageOfAComparison, Words as ComparisonWords } from "./api/comparison_page";
export type { Arm } from "./api/trial";
export type { Provenance } from "./api/deliver";
export type { Score } from "./api/validate";
export type { AnswerOfDeliver, AnswerOfPatient, AnswerOfTrial, AnswerOfValidate, WordsOfARun };

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

export type Model = RunModel;
export type Source = RunSource;
export type PatientCounts = Patients;
export type Outcome = TrialOutcome;
export type ResultRow = Row;
export type State = AnswerOfPatient["states"][number];
/** A row may lack a state. */
export type PatientRow = AnswerOfPatient["rows"][number];

export type DeliveredWay = Way;
export type DeliveryTime = Time;
export type Measure = DeliverMeasure;
/** What is drawn of a spread: over people and worlds together. */
export type Spread = Pick<DeliverSpread, "median" | "p05" | "p95">;

export type ValidationEndpoint = AnswerOfValidate["endpoints"][number];
export type ValidationRow = ValidateRow;

export type ComparedQuantity = PageOfAComparison["answer"]["arms"][number]["visits"][number]["quantities"][string];
export type KnowledgeValue = PageOfAComparison["answer"]["value_of_knowing"][string][number];
