// The words that the program ships, and pages of made-up answers as the program writes them.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const shipped = (path) => readFileSync(fileURLToPath(new URL(`../../../data/texts/${path}`, import.meta.url)), "utf8");

/** The texts of one language as the program reads them; each is on one line. */
export function shipped_texts(language, name) {
    const lines = shipped(`${language}/${name}.toml`).split("\n");
    return Object.fromEntries(
        lines.flatMap((line) => {
            const [, key, text] = /^(\w+) = (".*")$/.exec(line) ?? [];
            return key === undefined ? [] : [[key, JSON.parse(text)]];
        }),
    );
}

/** What a page shows: the words of all pages and its own, without what English takes from the data. */
export function page_texts(language, kind) {
    const keys = ["page", `${kind}_page`].flatMap((name) => Object.keys(shipped_texts("en", name)));
    const all = { ...shipped_texts(language, "page"), ...shipped_texts(language, `${kind}_page`) };
    return Object.fromEntries(keys.map((key) => [key, all[key]]));
}

const spaced = (name) => name.replaceAll("_", " ");

/** What an answer names: kind of thing, name, English label. */
const things_of = {
    trial: ({ model, arms, outcomes, patients }) => [
        ["model", model.name, model.title],
        ...arms.flatMap(({ name, label, description }) => [
            ["arm", name, label],
            ["arm_description", name, description],
        ]),
        ...outcomes.flatMap(outcome_things),
        ...patients.excluded.map(({ reason }) => ["exclusion", reason, reason]),
    ],
    patient: ({ arm, states }) => [
        ["arm", arm.name, arm.label],
        ...arm.drugs.map((drug) => ["drug", drug, drug]),
        ...[{ name: "easi", label: "EASI", unit: "1", meaning: "Eczema Area and Severity Index, 0 to 72" }, ...states].flatMap(outcome_things),
    ],
    deliver: ({ ways }) => ways.flatMap(way_things),
    validate: ({ model, drugs, endpoints, rows, scores }) => [
        ["model", model.name, model.title],
        ...drugs.map(({ name, label }) => ["drug", name, label]),
        ...endpoints.flatMap(({ name, label, unit }) => [
            ["endpoint", name, label],
            ["unit", unit, unit],
        ]),
        ...rows.map(({ status }) => ["status", status, status]),
        ...scores.flatMap(({ group, against }) => [["grade", group, group], ...against.map(({ reference }) => ["reference", reference, reference])]),
        ["grade", "calibration", "calibration"],
        ["grade", "H2", "H2"],
    ],
};

function outcome_things({ name, label, unit, meaning }) {
    return [
        ["outcome", name, label],
        ["meaning", name, meaning],
        ["unit", unit, unit],
    ];
}

function way_things(way) {
    const { practice, session } = way;
    const spoken = (kind, names) => names.map((name) => [kind, name, spaced(name)]);
    return [
        ["way", way.name, way.label],
        ["site", session.site, session.site_label],
        ["device", way.name, practice.device],
        ["description", way.name, practice.description],
        ...practice.facts.flatMap((fact) => [
            ["fact", fact.name, spaced(fact.name)],
            ["fact_meaning", `${way.name}.${fact.name}`, fact.meaning],
            ["unit", fact.unit, fact.unit],
        ]),
        ...practice.harms.map(({ name, label }) => ["harm", name, label]),
        ...way.typical_skin.layers.map(({ name }) => ["layer", name, name]),
        ...spoken("skin", [session.skin]),
        ...spoken("place", Object.keys(way.times[0].share_of_label)),
        ...spoken("evidence", ["measured_human"]),
        ...spoken("mark", ["recalled"]),
        ...spoken("parameter", way.variance_of_dermis_per_cm2.map(({ parameter }) => parameter)),
    ];
}

/** English as it is; in Japanese what the program ships, else a made-up name. */
function labels_of(answer, language) {
    const kind_texts = shipped_texts(language, "names");
    const labels = {};
    for (const [index, [kind, name, english]] of things_of[answer.kind](answer).entries()) {
        const key = `${kind}_${name.replaceAll(/[^A-Za-z0-9_]+/g, "_")}`;
        const invented = language === "en" || english === "" || kind === "unit" ? english : `作りもの${String.fromCodePoint(0x4e00 + index)}`;
        (labels[kind] ??= {})[name] = kind_texts[key] ?? invented;
    }
    return labels;
}

function words_of(answer, language) {
    const texts = page_texts(language, answer.kind);
    const own = language === "en" ? answer : { title: "作りものの結果", description: "数字はすべて作りものです。", limitations: ["作りものの限界です。"] };
    return {
        texts,
        title: answer.title === undefined ? texts.title : own.title,
        description: answer.description === undefined ? "" : own.description,
        limitations: answer.limitations === undefined ? [] : own.limitations,
        labels: labels_of(answer, language),
    };
}

/** The page of an answer as the program writes it. */
export function page_of(answer, language = "en") {
    return {
        schema: 1,
        kind: answer.kind,
        language,
        answer,
        languages: { en: words_of(answer, "en"), ja: words_of(answer, "ja") },
    };
}
