// Where answers come from: a question goes in, a stream of events comes out. The page knows nothing else of it.

import type { AnswerOfVesikinPlan, AnswerOfDeliver } from "./api";

export type Answer = AnswerOfVesikinPlan | AnswerOfDeliver;

/** An answer in every language that it has words of. */
export type Answers<One extends Answer = Answer> = Record<string, One>;

/** Why there is no answer, in words. */
export interface Problem {
    title: string;
    status: number;
    problems?: { where: string; given: string; allowed: string }[];
}

export type EngineEvent =
    | { kind: "progress"; done: number; total: number }
    | { kind: "coarse"; answers: Answers }
    | { kind: "answer"; answers: Answers }
    | { kind: "error"; problem: Problem };

export interface Engine {
    /** The last event is an answer or an error. Aborting stops the calculation, and the stream. */
    ask(question: object, language: string, signal: AbortSignal): AsyncIterable<EngineEvent>;
}
