// What the page knows while it is open: the profile, what matters, and the plan for them. It lives in this tab alone.

import { getContext } from "svelte";

import type { AnswerOfVesikinPlan } from "./api";
import type { Answers, Engine, Problem } from "./engine";
import type { Facts, Profile, Said } from "./facts";
import { known_answers } from "./profile_file";
import { filled } from "../../kit/number_text";

export const screens = ["start", "decision", "profile", "values", "options", "option", "course", "safety", "money", "summary", "about", "clinician"] as const;
export type Screen = (typeof screens)[number];

/** Those of the way through; the others stand beside it. */
export const steps = screens.slice(0, 10);

/** Nothing there without a plan. */
const need_plan: ReadonlySet<Screen> = new Set<Screen>(["options", "option", "course", "safety", "money", "summary", "clinician"]);

export type Points = Record<string, number>;

export class AppState {
    readonly facts: Facts;
    readonly engine: Engine;
    language = $state("en");
    screen: Screen = $state("start");
    profile: Profile = $state({});
    /** The person to try that the profile is from; empty: own answers. */
    example = $state("");
    is_unsaved = $state(false);
    /** Parts of the drawn body that are pressed. */
    pressed: string[] = $state([]);
    points: Points | null = $state(null);
    product = $state("");
    /** The option that is looked at closely. */
    chosen = $state("");
    answers: Answers<AnswerOfVesikinPlan> | null = $state.raw(null);
    is_coarse = $state(false);
    is_asking = $state(false);
    progress: { done: number; total: number } | null = $state(null);
    problem: Problem | null = $state(null);
    private asked = "";
    private running: AbortController | null = null;

    constructor(facts: Facts, engine: Engine, language: string) {
        this.facts = facts;
        this.engine = engine;
        this.language = language;
    }

    /** The words of a key in the language shown. */
    readonly t = (key: string, values: Record<string, string> = {}): string => filled(this.facts.texts[this.language]?.[key] ?? `[${key}]`, values);

    readonly label = (label: Record<string, string>): string => label[this.language] ?? label["en"] ?? "";

    /** What an example person is called; one without words of its own, by its file. */
    readonly person_name = (person: string): string => this.facts.texts[this.language]?.[`person_${person}`] ?? person.replaceAll("_", " ");

    get plan(): AnswerOfVesikinPlan | null {
        return this.answers?.[this.language] ?? null;
    }

    get needs_plan(): boolean {
        return need_plan.has(this.screen);
    }

    /** Which answers the person gave, beside those withheld. */
    get said_count(): number {
        return Object.values(this.profile).filter((said) => said !== this.facts.withheld).length;
    }

    say(question: string, said: Said | undefined): void {
        if (said === undefined) {
            delete this.profile[question];
        } else {
            this.profile[question] = said;
        }
        this.is_unsaved = true;
    }

    take_example(name: string): void {
        const found = this.facts.persons.find((person) => person.name === name);
        if (found !== undefined) {
            this.take(known_answers(found.person, this.facts));
            this.example = name;
        }
    }

    /** Answers from elsewhere, in place of all there are. */
    take(profile: Profile): void {
        this.profile = structuredClone(profile);
        this.example = "";
        this.is_unsaved = false;
        this.pressed = [];
        this.points = null;
    }

    question(): object {
        const question: Record<string, unknown> = { schema: 1, ask: "plan", person: { schema: this.facts.person_schema, ...$state.snapshot(this.profile) } };
        if (this.points !== null && Object.values(this.points).some((points) => points > 0)) {
            question["weights"] = $state.snapshot(this.points);
        }
        if (this.product !== "") {
            question["product"] = this.product;
        }
        return question;
    }

    /** Asks for the plan of what is said now, unless that was asked already. */
    async ask_plan(): Promise<void> {
        const question = this.question();
        const asked = JSON.stringify(question);
        if (asked === this.asked) {
            return;
        }
        this.stop();
        this.asked = asked;
        const running = new AbortController();
        this.running = running;
        this.is_asking = true;
        this.progress = null;
        this.problem = null;
        for await (const event of this.engine.ask(question, this.language, running.signal)) {
            if (this.running !== running) {
                return; // another question took its place
            }
            if (event.kind === "progress") {
                this.progress = event;
            } else if (event.kind === "error") {
                this.problem = event.problem;
                this.answers = null;
                this.asked = "";
            } else {
                this.answers = event.answers as Answers<AnswerOfVesikinPlan>;
                this.is_coarse = event.kind === "coarse";
            }
        }
        if (this.running === running) {
            this.running = null;
            this.is_asking = false;
            this.progress = null;
        }
    }

    /** Stops what is being calculated. */
    stop(): void {
        this.running?.abort();
        this.running = null;
        this.is_asking = false;
        this.progress = null;
        this.asked = "";
    }
}

export const app_key = Symbol("app");

/** The one of the page. For the setting up of a component. */
export function the_app(): AppState {
    return getContext<AppState>(app_key);
}
