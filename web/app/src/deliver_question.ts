// What one session brings to skin, for the picture of one way: a small question, asked when it is looked at.

import type { AnswerOfDeliver } from "./api";
import type { Answers } from "./engine";
import type { AppState } from "./state.svelte";

const people = 20;
const worlds = 10;

/** The answer; null where there is none, or it is no longer wanted. */
export async function delivered(app: AppState, way: string, signal: AbortSignal): Promise<AnswerOfDeliver | null> {
    const target = app.profile["target"];
    const question = {
        schema: 1,
        ask: "deliver",
        ways: [way],
        people,
        worlds,
        skin: app.profile["state"] === "calm" ? "uninvolved" : "lesion",
        ...(typeof target === "string" && target !== app.facts.withheld ? { site: target } : {}),
    };
    for await (const event of app.engine.ask(question, app.language, signal)) {
        if (event.kind === "answer") {
            return (event.answers as Answers<AnswerOfDeliver>)["en"] ?? null;
        }
    }
    return null;
}
