// What the screens say of a plan: numbers in words, the same wherever they stand.

import type { Money, Option, Time, AnswerOfVesikinPlan } from "./api";
import type { Facts } from "./facts";

export type T = (key: string, values?: Record<string, string>) => string;

export const days_per_week = 7;

export const whole = (value: number): string => String(Math.round(value));

/** Of 100: a share as a count. */
export const of_100 = (share: number): string => whole(100 * share);

export const one_digit = (value: number): string => value.toFixed(1).replace(/\.0$/, "");

export const week_of = (day: number): string => one_digit(day / days_per_week);

/** Yen as the language counts them: to three digits, in ten thousands where Japanese does. */
export function yen(value: number, language: string): string {
    const rounded = value === 0 ? 0 : Number(value.toPrecision(3));
    if (language === "ja") {
        return rounded >= 10_000 ? `${Number((rounded / 10_000).toPrecision(3))}万円` : `${rounded.toLocaleString("ja")}円`;
    }
    return `JPY ${rounded.toLocaleString("en")}`;
}

export function money_text(money: Money | null, t: T, language: string): string {
    if (money === null) {
        return t("cost_unknown");
    }
    const [low, high] = [yen(money.lowest, language), yen(money.highest, language)];
    return low === high ? low : t("money_range", { low, high });
}

/** What is paid in all; null where a part has no price. */
export function paid_in_all(option: Option): Money | null {
    const { insured_jpy: insured, self_pay_jpy: own } = option;
    return insured === null || own === null ? null : { lowest: insured.lowest + own.lowest, typical: insured.typical + own.typical, highest: insured.highest + own.highest };
}

export function time_at(option: Option, day: number): Time {
    const first = option.course[0] as Time;
    return option.course.reduce((nearest, time) => (Math.abs(time.day - day) < Math.abs(nearest.day - day) ? time : nearest), first);
}

export type Status = Option["status"];

export const status_sign: Record<Status, string> = { yes: "○", ask: "△", unknown: "?", over: "▲", no: "×" };

const order_of_effects = ["impossible", "caution", "unknown"];

/** Gates, what rules out first, and what is so before what is open. */
export function gates_of(option: Option): Option["gates"] {
    const rank = (gate: Option["gates"][number]): number => (gate.state === "yes" ? 0 : 10) + order_of_effects.indexOf(gate.effect);
    return [...option.gates].sort((one, other) => rank(one) - rank(other));
}

export const limits_beyond = (option: Option): string[] => Object.entries(option.limits).flatMap(([name, fit]) => (fit === "beyond" ? [name] : []));

export function benefit_lines(option: Option, plan: AnswerOfVesikinPlan, day: number, t: T): string[] {
    const now = time_at(option, day);
    const { median, p05, p95 } = now.easi_75_frac;
    const lines = [
        t("benefit_cell", { count: of_100(median), low: of_100(p05), high: of_100(p95), rest: String(100 - Math.round(100 * median)) }),
        t("benefit_easi", { easi: one_digit(now.easi.median), low: one_digit(now.easi.p05), high: one_digit(now.easi.p95), start: one_digit(plan.start_easi) }),
    ];
    return option.kind === "way" ? [...lines, beside_line(option, plan, day, t), worlds_line(option, t)] : lines;
}

/** What is added to care that goes on, as a difference of people. */
export function beside_line(option: Option, plan: AnswerOfVesikinPlan, day: number, t: T): string {
    const care = reference_of(plan);
    const more = Math.round(100 * time_at(option, day).easi_75_frac.median) - Math.round(100 * time_at(care, day).easi_75_frac.median);
    return t(more < 0 ? "beside_fewer" : "beside_more", { care: care.label, count: String(Math.abs(more)) });
}

export function worlds_line({ worlds_beside_dummy: worlds }: Option, t: T): string {
    return t("worlds_cell", { lighter: of_100(worlds.lighter), same: of_100(worlds.same), heavier: of_100(worlds.heavier) });
}

/** Of 1000: one digit, or as many noughts as it takes to show that it is not none. */
export const per_1000 = (share: number): string => (share > 0 && share < 1e-4 ? String(Number((1000 * share).toPrecision(1))) : one_digit(1000 * share));

export function harm_label(option: Option, harm: string, facts: Facts, label: (label: Record<string, string>) => string): string {
    const found = facts.meta.ways.find((way) => way.name === option.name)?.harms.find(({ name }) => name === harm);
    return found === undefined ? harm : label(found.label);
}

export function harm_lines(option: Option, facts: Facts, t: T, label: (label: Record<string, string>) => string): string[] {
    if (option.kind !== "way") {
        return [t(option.kind === "nothing" ? "harm_nothing" : "harm_care")];
    }
    const lines = option.harms.map((harm) =>
        t("harm_cell", { harm: harm_label(option, harm.name, facts, label), count: per_1000(harm.per_session_frac), low: per_1000(harm.lowest_frac), high: per_1000(harm.highest_frac) }),
    );
    return [...lines, t("harm_unknown")];
}

/** A dash and a place of its own for each option, beside its colour: ways as the tokens have them. */
export function colour_of(plan: AnswerOfVesikinPlan, option: Option): string {
    if (option.kind !== "way") {
        return option.kind === "nothing" ? "var(--soft-ink)" : "var(--ink)";
    }
    const ways = plan.options.filter(({ kind }) => kind === "way");
    return `var(--way-${(ways.indexOf(option) % 6) + 1})`;
}

/** What all others are held against: the care that goes on, or the first of standard care. */
export function reference_of(plan: AnswerOfVesikinPlan): Option {
    return plan.options.find(({ name }) => name === plan.care_beside) ?? plan.options[0]!;
}

/** Standard care, nothing, and two ways: possible ones where there are any. */
export function first_shown(plan: AnswerOfVesikinPlan): string[] {
    const others = plan.options.filter(({ kind }) => kind !== "way");
    const ways = plan.options.filter(({ kind }) => kind === "way");
    const open = ways.filter((way) => way.possible);
    return [...others, ...(open.length > 0 ? open : ways).slice(0, 2)].map(({ name }) => name);
}
