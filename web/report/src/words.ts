// The words of a page in one language, and numbers as that language writes them.

import { filled } from "../../kit/number_text";
import { group, missing, number_text, unit_text } from "./number_text";
import type { ComparisonWords, Quantity, WordsOfARun } from "./report_data";

export class Words {
    readonly language: string;
    /** Of the tab. */
    readonly title: string;
    /** What the page of a run says of what was asked. */
    readonly heading: string;
    readonly description: string;
    readonly limitations: string[];
    private readonly texts_: Record<string, string>;
    private readonly labels_: WordsOfARun["labels"];

    constructor(language: string, said: WordsOfARun | ComparisonWords) {
        this.language = language;
        this.texts_ = said.texts;
        const run = "labels" in said ? said : null;
        this.labels_ = run?.labels ?? {};
        this.heading = run?.title ?? "";
        this.description = run?.description ?? "";
        this.limitations = run?.limitations ?? [];
        this.title = run === null ? this.text("title") : `${run.title} – Vesikin`;
    }

    /** The text of a key with its {names} filled in. */
    text(key: string, values: Record<string, string> = {}): string {
        return filled(own(this.texts_, key) ?? key, values);
    }

    has(key: string): boolean {
        return own(this.texts_, key) !== undefined;
    }

    /** What a thing of the data is called; its name where nobody called it anything. */
    label(kind: string, name: string): string {
        return own(own(this.labels_, kind) ?? {}, name) || name;
    }

    /** What is said of a thing of the data; nothing where nobody said anything. */
    description_of(kind: string, name: string): string {
        return own(own(this.labels_, kind) ?? {}, name) ?? "";
    }

    /** Parts in a row: "a, b". */
    list(parts: string[]): string {
        return parts.join(this.text("comma"));
    }

    /** Statements in a row: "a; b". */
    statements(parts: string[]): string {
        return parts.join(this.text("semicolon"));
    }

    /** "week 16", and "week 0.5" where visits are finer. */
    week(week: number): string {
        return this.text("week_at", { week: group(week, { maximumFractionDigits: 2 }) });
    }

    /** Nothing for a plain number, "%" for every spelling of percent. */
    unit(unit: string): string {
        return unit_text(this.label("unit", unit));
    }

    /** The number with its unit, as in "62.1 %". */
    quantity(value: Quantity | undefined, unit: string): string {
        const number = number_text(value, unit);
        const shown_unit = this.unit(unit);
        return number === missing || shown_unit === "" ? number : `${number}\u00a0${shown_unit}`;
    }

    /** "58.0 to 66.2", or a dash when either end is missing. */
    interval(lower: Quantity | undefined, upper: Quantity | undefined, unit = ""): string {
        const [low, high] = [number_text(lower, unit), number_text(upper, unit)];
        return low === missing || high === missing ? missing : this.text("interval", { low, high });
    }

    /** "62.1 (58.0 to 66.2)". */
    band(value: string, interval: string): string {
        return this.text("band", { value, interval });
    }

    /** "Percent change in EASI (%)", without a second "%" when the label ends in one. */
    with_unit(label: string, unit: string): string {
        const shown_unit = this.unit(unit);
        return shown_unit === "" || label.includes(`(${shown_unit})`) ? label : this.text("with_unit", { label, unit: shown_unit });
    }

    /** A length of time in the largest fitting unit. */
    duration(seconds: number): string {
        if (seconds < 1) {
            return this.text("duration_millisecond", { count: group(seconds * 1000, { maximumSignificantDigits: 2 }) });
        }
        if (seconds < 120) {
            return this.text("duration_second", { count: group(seconds, { maximumSignificantDigits: 3 }) });
        }
        const minutes = Math.round(seconds / 60);
        return minutes < 120
            ? this.text("duration_minute", { count: String(minutes) })
            : this.text("duration_hour", { hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60) });
    }
}

/** What an object holds itself: a name of the data may be that of something that every object has. */
function own<Value>(object: Record<string, Value>, key: string): Value | undefined {
    return Object.hasOwn(object, key) ? object[key] : undefined;
}
