// Cost beside effect, and cost over time: points and steps of the pictures, and of their tables.

import type { Option, AnswerOfVesikinPlan } from "./api";
import { paid_in_all, time_at } from "./view";
import type { Step } from "../../kit/geometry";

export interface Priced {
    option: Option;
    cost: { lowest: number; typical: number; highest: number };
    people: { p05: number; median: number; p95: number };
    is_on_front: boolean;
}

/** Options with a price; on the front are those that no other equals or beats in cost and effect, and beats in one. */
export function priced_options(plan: AnswerOfVesikinPlan): Priced[] {
    const priced = plan.options.flatMap((option) => {
        const cost = paid_in_all(option);
        return cost === null ? [] : [{ option, cost, people: time_at(option, plan.clock_day).easi_75_frac }];
    });
    return priced.map((one) => ({
        ...one,
        is_on_front: !priced.some(
            (other) =>
                other.cost.typical <= one.cost.typical &&
                other.people.median >= one.people.median &&
                (other.cost.typical < one.cost.typical || other.people.median > one.people.median),
        ),
    }));
}

const care_interval_day = 28;

/** What is paid when: sessions on their days, insured care every four weeks; together they are what the plan says. */
export function paid_steps(option: Option, plan_day: number): Step[] {
    const parts = (total: { lowest: number; typical: number; highest: number } | null, days: number[]): Step[] =>
        total === null || total.highest === 0 ? [] : days.map((x) => ({ x, middle: total.typical / days.length, low: total.lowest / days.length, high: total.highest / days.length }));
    const care_days = Array.from({ length: Math.max(1, Math.ceil(plan_day / care_interval_day)) }, (_, index) => index * care_interval_day);
    return [...parts(option.self_pay_jpy, option.session_day), ...parts(option.insured_jpy, care_days)].sort((one, other) => one.x - other.x);
}
