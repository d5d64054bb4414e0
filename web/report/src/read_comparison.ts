// The comparison as the program wrote it, or an error in plain words.

import { fields, list, number, number_or_null, text_of, type Fields } from "./read_fields";
import type {
    ArmKind,
    Article,
    ArticleAnswer,
    Band,
    ComparedArm,
    ComparedPractice,
    ComparedQuantity,
    ComparisonReport,
    ComparisonWords,
    KnowledgeValue,
} from "./report_data";

export function read_comparison(data: Fields): ComparisonReport {
    const answer = fields(data["answer"]);
    const arms = list<Fields>(answer["arms"]).map(read_arm);
    const languages = new Map(
        Object.entries(fields(data["languages"])).map(([name, words]) => [name, read_words(fields(words))]),
    );
    const language = text_of(data["language"]);
    if (arms.length === 0) {
        throw new Error("the comparison has no arms");
    }
    if (!languages.has(language)) {
        throw new Error(`there are no words in the language "${language}"`);
    }
    return {
        schema: 1,
        kind: "comparison",
        language,
        answer: {
            clock_day: number(answer["clock_day"]),
            arms,
            value_of_knowing: new Map(
                Object.entries(fields(answer["value_of_knowing"])).map(([way, values]) => [
                    way,
                    list<Fields>(values).map(read_value),
                ]),
            ),
        },
        languages,
    };
}

function read_arm(arm: Fields): ComparedArm {
    const shares = fields(arm["worlds_at_clock"]);
    return {
        name: text_of(arm["name"]),
        kind: text_of(arm["kind"]) as ArmKind,
        visits: list<Fields>(arm["visits"]).map((visit) => ({
            day: number(visit["day"]),
            quantities: Object.fromEntries(
                Object.entries(fields(visit["quantities"])).map(([name, value]) => [name, read_quantity(fields(value))]),
            ),
        })),
        easi_at_clock: list<unknown>(arm["easi_at_clock"]).map(number),
        mean_easi_over_dummy_at_clock: number(arm["mean_easi_over_dummy_at_clock"]),
        worlds_at_clock: {
            lighter: number(shares["lighter"]),
            same: number(shares["same"]),
            heavier: number(shares["heavier"]),
        },
        evidence: arm["evidence"] === null ? null : read_evidence(fields(arm["evidence"])),
        list_price_of_28_days_jpy: number_or_null(arm["list_price_of_28_days_jpy"]),
        practice: arm["practice"] === null ? null : read_practice(fields(arm["practice"])),
    };
}

function read_evidence(evidence: Fields): { rung: string; rests_on: string[] } {
    return { rung: text_of(evidence["rung"]), rests_on: list<unknown>(evidence["rests_on"]).map(text_of) };
}

function read_practice(practice: Fields): ComparedPractice {
    const price = list<Fields>(practice["facts"]).find((fact) => fact["name"] === "price");
    return {
        sessions: number(practice["sessions"]),
        interval_day: number(practice["interval_day"]),
        price_jpy:
            price === undefined
                ? null
                : { typical: number(price["typical"]), lowest: number(price["lowest"]), highest: number(price["highest"]) },
    };
}

function read_quantity(quantity: Fields): ComparedQuantity {
    return {
        unit: text_of(quantity["unit"]),
        value: read_band(fields(quantity["value"])),
        over_dummy: read_band(fields(quantity["over_dummy"])),
    };
}

function read_band(band: Fields): Band {
    return { median: number(band["median"]), p05: number(band["p05"]), p95: number(band["p95"]) };
}

function read_value(value: Fields): KnowledgeValue {
    return {
        name: text_of(value["name"]),
        narrowing: number(value["narrowing"]),
        easi_where_low: number_or_null(value["easi_where_low"]),
        easi_where_high: number_or_null(value["easi_where_high"]),
    };
}

function read_words(words: Fields): ComparisonWords {
    const glance = fields(words["glance"]);
    return {
        texts: texts_of(words["texts"]),
        people_line: text_of(words["people_line"]),
        stopped: words["stopped"] === null ? null : text_of(words["stopped"]),
        glance: {
            headline: text_of(glance["headline"]),
            standard_line: text_of(glance["standard_line"]),
            notes: list<unknown>(glance["notes"]).map(text_of),
            rows: list<Fields>(glance["rows"]).map((row) => ({
                arm: text_of(row["arm"]),
                contains: text_of(row["contains"]),
                easi: text_of(row["easi"]),
                shares: text_of(row["shares"]),
                flare: text_of(row["flare"]),
                cost: text_of(row["cost"]),
                cost_detail: text_of(row["cost_detail"]),
                pain: text_of(row["pain"]),
                downtime: text_of(row["downtime"]),
                active: text_of(row["active"]),
                is_refused_on_active: row["is_refused_on_active"] === true,
            })),
        },
        article: read_article(fields(words["article"])),
        limits: list<unknown>(words["limits"]).map(text_of),
        details: list<Fields>(words["details"]).map((row) => ({
            name: text_of(row["name"]),
            label: text_of(row["label"]),
            cells: list<Fields>(row["cells"]).map((cell) => ({
                text: text_of(cell["text"]),
                rests_on: list<unknown>(cell["rests_on"]).map(text_of),
            })),
        })),
        arms: texts_of(words["arms"]),
        markers: list<Fields>(words["markers"]).map((marker) => ({
            name: text_of(marker["name"]),
            label: text_of(marker["label"]),
        })),
        numbers: texts_of(words["numbers"]),
    };
}

function read_article(article: Fields): Article {
    return {
        heading: text_of(article["heading"]),
        note: text_of(article["note"]),
        words: list<unknown>(article["words"]).map(text_of),
        ways: list<Fields>(article["ways"]).map((way) => ({
            arm: text_of(way["arm"]),
            label: text_of(way["label"]),
            says: text_of(way["says"]),
            answers: read_answers(way["answers"]),
        })),
        drawbacks: read_answers(article["drawbacks"]),
        advice: read_answers(article["advice"]),
    };
}

function read_answers(answers: unknown): ArticleAnswer[] {
    return list<Fields>(answers).map((answer) => ({
        about: text_of(answer["about"]),
        article: text_of(answer["article"]),
        calculated: text_of(answer["calculated"]),
    }));
}

function texts_of(value: unknown): Record<string, string> {
    return Object.fromEntries(Object.entries(fields(value)).map(([key, text]) => [key, text_of(text)]));
}
