// A made-up comparison: numbers by simple rules, which no model produced, and the words that the program ships.

import { shipped_texts } from "./page_data.mjs";

const days = [0, 28, 56, 84, 168];
const clock_day = 84;
const markers = ["easi", "itch", "il13"];

/** EASI at the clock, half a band to either side, and the shares of worlds. */
const arms = [
    { name: "untreated", kind: "plain", en: "Nothing", ja: "何もしない", easi: 13.8, half: 0, shares: [0, 0, 1], easi_75: [0, 0, 0] },
    { name: "dummy", kind: "plain", en: "Dummy", ja: "見せかけの治療", easi: 11.1, half: 0.4, shares: [0, 1, 0], easi_75: [0.04, 0.03, 0.05] },
    { name: "topical_steroid", kind: "standard_care", en: "Topical corticosteroid", ja: "ステロイド外用薬", easi: 2.9, half: 0.8, shares: [1, 0, 0], easi_75: [0.62, 0.5, 0.7] },
    { name: "iv_push", kind: "way", en: "IV push", ja: "静脈注射", easi: 11.0, half: 0.5, shares: [0.12, 0.88, 0], easi_75: [0.04, 0.03, 0.07] },
    { name: "stamp", kind: "way", en: "9-needle stamp", ja: "水光注射（9針）", easi: 11.0, half: 0.9, shares: [0.24, 0.75, 0.01], easi_75: [0.05, 0.03, 0.12] },
    { name: "dermapen", kind: "way", en: "Dermapen", ja: "ダーマペン", easi: 12.3, half: 4, shares: [0.06, 0.02, 0.92], easi_75: [0.02, 0, 0.08] },
];

function band(median, half) {
    return { median, p05: median - half, p95: median + half };
}

function visit_of(arm, day) {
    const way = Math.min(1, day / clock_day);
    const easi = 13.8 + (arm.easi - 13.8) * way;
    const over = (arm.easi - 11.1) * way;
    const quantity = (unit, value, over_dummy) => ({ unit, value, over_dummy });
    const [median, p05, p95] = arm.easi_75.map((share) => share * way);
    return {
        day,
        quantities: {
            easi: quantity("1", band(easi, arm.half * way), band(over, arm.half * way)),
            itch: quantity("1", band(easi / 2, arm.half * way), band(over / 2, arm.half * way)),
            il13: quantity("1", band(easi / 100, 0.01), band(over / 100, 0.01)),
            easi_75: quantity("1", { median, p05, p95 }, { median: 0, p05: 0, p95: 0 }),
        },
    };
}

/** Twenty worlds, evenly from one end of the band to the other. */
function worlds_of(arm) {
    return Array.from({ length: 20 }, (_, dot) => arm.easi + arm.half * ((2 * dot - 19) / 19));
}

const standings = { way: { rung: "animals", rests_on: ["IM-01", "IM-04"] }, standard_care: { rung: "trials_in_ad", rests_on: ["JdaGuideline2024"] } };

function practice_of(arm) {
    const price = { name: "price", meaning: "per session, self-pay", unit: "JPY", typical: 45_000, lowest: 40_000, highest: 50_000 };
    return arm.kind === "way" ? { sessions: 4, interval_day: 21, facts: [price] } : null;
}

function glance_row(arm, language) {
    const is_way = arm.kind === "way";
    const [lighter, same, heavier] = arm.shares.map((share) => Math.round(100 * share));
    return {
        arm: arm.name,
        contains: language === "ja" ? "4回、3週ごと。場所：顔" : "4 sessions, every 3 weeks, on: face",
        easi: `${arm.easi.toFixed(1)} (${(arm.easi - arm.half).toFixed(1)}-${(arm.easi + arm.half).toFixed(1)})`,
        shares: arm.name === "dummy" ? shipped_texts(language, "comparison").glance_reference : `${lighter} | ${same} | ${heavier}`,
        flare: arm.name === "dermapen" ? "47" : "0",
        cost: is_way ? (language === "ja" ? "16～20万" : "160-200 k") : "-",
        cost_detail: is_way ? (language === "ja" ? "4～5万 × 4回" : "4 x 40-50 k") : "",
        pain: is_way ? "3" : "0",
        downtime: is_way ? "5" : "0",
        active: is_way ? (arm.name === "iv_push" ? "yes" : "no") : "-",
        is_refused_on_active: is_way && arm.name !== "iv_push",
    };
}

function article_of(all, language) {
    const answers = [
        { about: all.article_ease, article: "★★", calculated: all.article_not_modelled },
        { about: all.row_downtime, article: "★", calculated: "2.5 (0 – 7)" },
    ];
    return {
        heading: all.article_heading,
        note: all.article_note,
        words: [all.word_easi, all.word_dummy],
        ways: arms
            .filter((arm) => arm.kind === "way")
            .map((arm) => ({ arm: arm.name, label: arm[language], says: `made up of ${arm.name}`, answers })),
        drawbacks: answers,
        advice: answers,
    };
}

function words_of(language) {
    const all = { ...shipped_texts(language, "page"), ...shipped_texts(language, "comparison") };
    const texts = Object.fromEntries(
        Object.entries(all).map(([key, text]) => [key, key.startsWith("page_") ? text.replaceAll("{clock}", "12") : text]),
    );
    const cells = (text) => arms.map((arm) => ({ text: `${text} ${arm[language]}`, rests_on: arm.kind === "way" ? [`made up for ${arm.name}`] : [] }));
    return {
        texts,
        people_line: language === "ja" ? "仮想の人 40 人" : "40 virtual people",
        stopped: null,
        glance: {
            headline: language === "ja" ? "この計算は作りものです。人で確かめた試験はまだありません。" : "This calculation is made up. No trial in people has tested it.",
            standard_line: language === "ja" ? "標準治療の例：EASIは2.9です。" : "Standard care beside it: EASI 2.9.",
            rows: ["topical_steroid", "dummy", "untreated", "iv_push", "stamp", "dermapen"].map((name) =>
                glance_row(arms.find((arm) => arm.name === name), language),
            ),
            notes: [all.glance_note.replaceAll("{week}", "12"), all.glance_unknown],
        },
        limits: [all.limit_2, all.limit_3],
        article: article_of(all, language),
        details: ["easi", "cost", "evidence"].map((name) => ({ name, label: all[`row_${name}`].replaceAll("{week}", "12"), cells: cells(name) })),
        arms: Object.fromEntries(arms.map((arm) => [arm.name, arm[language]])),
        markers: markers.map((name) => ({ name, label: all[`marker_${name}`] })),
        numbers: { has_effect: all.number_has_effect, potency: all.number_potency },
    };
}

export function comparison() {
    const values = [
        { name: "has_effect", variance_share: 0.4, narrowing: 0.31, easi_where_low: 0.1, easi_where_high: -0.3 },
        { name: "potency", variance_share: 0.2, narrowing: 0.12, easi_where_low: 0.25, easi_where_high: -0.5 },
        { name: "uptake", variance_share: 0, narrowing: 0, easi_where_low: 0, easi_where_high: 0.9 },
    ];
    return {
        schema: 1,
        kind: "comparison",
        language: "ja",
        answer: {
            clock_day,
            arms: arms.map((arm) => ({
                name: arm.name,
                kind: arm.kind,
                visits: days.map((day) => visit_of(arm, day)),
                easi_at_clock: worlds_of(arm),
                mean_easi_over_dummy_at_clock: arm.easi - 11.1,
                evidence: arm.name === "dermapen" ? { rung: "other_people", rests_on: ["HU-13"] } : (standings[arm.kind] ?? null),
                list_price_of_28_days_jpy: arm.kind === "standard_care" ? 2100 : null,
                practice: practice_of(arm),
                worlds_at_clock: { lighter: arm.shares[0], same: arm.shares[1], heavier: arm.shares[2] },
            })),
            value_of_knowing: Object.fromEntries(arms.filter((arm) => arm.kind === "way").map((arm) => [arm.name, values])),
        },
        languages: { en: words_of("en"), ja: words_of("ja") },
    };
}
