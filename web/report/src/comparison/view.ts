// What the pictures and tables of a comparison show, read from its numbers in one language.

import { domain_over_zero, stairs, type BandPoint, type Domain, type Step } from "../../../kit/geometry";
import { digits_for, fixed_text } from "../../../kit/number_text";
import type { Table } from "../../../kit/table";
import { count_text } from "../number_text";
import type { Band, ComparedArm, ComparedQuantity, ComparisonWords, KnowledgeValue, PageOfAComparison } from "../report_data";
import type { Words } from "../words";

const days_per_week = 7;
const dummy_name = "dummy";
const most_numbers = 6;
/** After the point, of a difference of EASI. */
const swing_digits = 2;
/** Kinds of study, the highest first. */
const rungs = ["trials_in_ad", "people_with_ad", "other_people", "animals", "cells", "assumption"] as const;

/** Which side of a quantity: as it is, or the difference from the dummy treatment. */
export type Side = "value" | "over_dummy";

export interface ArmCourse {
    arm: ComparedArm;
    label: string;
    points: CoursePoint[];
}

/** A comparison has a number at every visit. */
type CoursePoint = { [key in keyof BandPoint]: number };

export interface PeopleCount {
    arm: ComparedArm;
    label: string;
    band: Band;
}

export interface NamedShare {
    label: string;
    share: number;
    text: string;
}

export interface Rung {
    name: string;
    label: string;
    arms: ComparedArm[];
}

export interface CostCourse {
    way: ComparedArm;
    label: string;
    /** Sums by week, in the money unit of the language. */
    points: Step[];
    /** What each session adds, in its week. */
    sessions: Step[];
}

/** The difference from the dummy where one number is low and where it is high. */
export interface Swing {
    label: string;
    low: number;
    high: number;
}

export class ComparisonView {
    readonly words: ComparisonWords;
    readonly arms: ComparedArm[];
    /** In the order of the answer on one screen. */
    readonly shown_arms: ComparedArm[];
    readonly dummy: ComparedArm;
    readonly ways: ComparedArm[];
    readonly clock_week: number;
    readonly weeks: Domain;
    private readonly page_: PageOfAComparison;
    private readonly words_: Words;

    constructor(page: PageOfAComparison, words: Words) {
        const said = page.languages[words.language];
        const dummy = page.answer.arms.find((arm) => arm.name === dummy_name);
        if (said === undefined || dummy === undefined) {
            throw new Error("the comparison has no dummy treatment to compare with");
        }
        this.page_ = page;
        this.words_ = words;
        this.words = said;
        this.dummy = dummy;
        this.arms = page.answer.arms;
        this.shown_arms = said.glance.rows.map((row) => this.arm(row.arm));
        this.ways = page.answer.arms.filter((arm) => arm.kind === "way");
        this.clock_week = page.answer.clock_day / days_per_week;
        this.weeks = [0, Math.max(...dummy.visits.map((visit) => visit.day)) / days_per_week];
    }

    text(key: string, values: Record<string, string> = {}): string {
        return this.words_.text(key, values);
    }

    arm(name: string): ComparedArm {
        const found = this.page_.answer.arms.find((arm) => arm.name === name);
        if (found === undefined) {
            throw new Error(`the comparison has no arm "${name}"`);
        }
        return found;
    }

    label(arm: ComparedArm): string {
        return this.words.arms[arm.name] ?? arm.name;
    }

    /** What is read of an arm when all are read side by side. */
    at_clock(arm: ComparedArm, quantity: string): ComparedQuantity {
        const visit = arm.visits.find(({ day }) => day === this.page_.answer.clock_day);
        const found = visit?.quantities[quantity];
        if (found === undefined) {
            throw new Error(`nothing was read of "${quantity}" in ${arm.name}`);
        }
        return found;
    }

    /** From zero over every arm's band at the clock. */
    clock_domain(quantity: string): Domain {
        return domain_over_zero(this.arms.flatMap((arm) => Object.values(this.at_clock(arm, quantity).value)));
    }

    course(arm: ComparedArm, quantity: string, side: Side): ArmCourse {
        const points = arm.visits.flatMap((visit) => {
            const band = visit.quantities[quantity]?.[side];
            return band === undefined
                ? []
                : [{ x: visit.day / days_per_week, middle: band.median, low: band.p05, high: band.p95 }];
        });
        return { arm, label: this.label(arm), points };
    }

    /** One row per visit, one column per course. */
    course_table(caption: string, courses: ArmCourse[]): Table {
        const digits = digits_of(courses);
        const first = courses[0]?.points ?? [];
        return {
            caption,
            heads: [this.text("week"), ...courses.map((course) => course.label)],
            rows: first.map((visit, index) => [
                fixed_text(visit.x, Number.isInteger(visit.x) ? 0 : 1),
                ...courses.map(({ points }) => {
                    const point = points[index];
                    return point === undefined
                        ? ""
                        : this.band_text({ median: point.middle, p05: point.low, p95: point.high }, digits);
                }),
            ]),
        };
    }

    /** "11.0 (10.4 to 11.4)". */
    band_text(band: Band, digits: number): string {
        return this.text("page_band", {
            value: fixed_text(band.median, digits),
            low: fixed_text(band.p05, digits),
            high: fixed_text(band.p95, digits),
        });
    }

    /** What the difference under a course says to those who do not see it. */
    difference_alt(figure: string, difference: ArmCourse): string {
        const own = this.at(difference);
        const digits = digits_of([difference]);
        return this.text("page_alt_difference", {
            figure,
            arm: difference.label,
            value: fixed_text(own.middle, digits),
            low: fixed_text(own.low, digits),
            high: fixed_text(own.high, digits),
        });
    }

    /** What a course panel says to those who do not see it. */
    course_alt(figure: string, course: ArmCourse, reference: ArmCourse): string {
        const own = this.at(course);
        const digits = digits_of([course, reference]);
        return this.text("page_alt_course", {
            figure,
            arm: course.label,
            value: fixed_text(own.middle, digits),
            low: fixed_text(own.low, digits),
            high: fixed_text(own.high, digits),
            dummy: reference.label,
            reference: fixed_text(this.at(reference).middle, digits),
        });
    }

    /** What a panel of all ways says to those who do not see it. */
    marker_alt(figure: string, courses: ArmCourse[]): string {
        const digits = digits_of(courses);
        const values = courses.map((course) => `${course.label} ${fixed_text(this.at(course).middle, digits)}`);
        return this.text("page_alt_marker", { figure, values: values.join(", ") });
    }

    people(reading: string): PeopleCount[] {
        return this.shown_arms.map((arm) => ({
            arm,
            label: this.label(arm),
            band: this.at_clock(arm, reading).value,
        }));
    }

    /** The band of a share of people as counts of 100. */
    people_text({ band }: PeopleCount): string {
        return this.band_text(of_100(band), 0);
    }

    people_alt(people: PeopleCount): string {
        const band = of_100(people.band);
        return this.text("page_alt_people", {
            arm: people.label,
            count: fixed_text(band.median, 0),
            low: fixed_text(band.p05, 0),
            high: fixed_text(band.p95, 0),
        });
    }

    /** From zero over the worlds of every arm. */
    dots_domain(): Domain {
        return domain_over_zero(this.shown_arms.flatMap((arm) => arm.easi_at_clock));
    }

    /** One row per dot, one column per arm. */
    dots_table(caption: string): Table {
        const count = this.dummy.easi_at_clock.length;
        return {
            caption,
            heads: [this.text("page_dots_share"), ...this.shown_arms.map((arm) => this.label(arm))],
            rows: this.dummy.easi_at_clock.map((_, dot) => [
                this.text("page_percent", { value: fixed_text((100 * (dot + 0.5)) / count, 1) }),
                ...this.shown_arms.map((arm) => fixed_text(arm.easi_at_clock[dot] ?? 0, 1)),
            ]),
        };
    }

    /** What the dots of an arm say to those who do not see them. */
    dots_alt(arm: ComparedArm): string {
        const values = arm.easi_at_clock;
        const [low, high] = [values[0] ?? 0, values[values.length - 1] ?? 0];
        return this.text("page_alt_dots", {
            arm: this.label(arm),
            low: fixed_text(low, 1),
            middle: fixed_text(this.at_clock(arm, "easi").value.median, 1),
            high: fixed_text(high, 1),
            dummy: this.label(this.dummy),
            reference: fixed_text(this.at_clock(this.dummy, "easi").value.median, 1),
        });
    }

    /** The highest first, with the arms whose studies reach it. */
    ladder(): Rung[] {
        return rungs.map((name) => ({
            name,
            label: this.text(`page_rung_${name}`),
            arms: this.shown_arms.filter((arm) => arm.evidence?.rung === name),
        }));
    }

    ladder_table(caption: string): Table {
        return {
            caption,
            heads: [this.text("page_head_arm"), this.text("page_ladder_rung"), this.text("page_ladder_studies")],
            rows: this.ladder().flatMap(({ label, arms }) =>
                arms.map((arm) => [this.label(arm), label, arm.evidence?.rests_on.join(", ") ?? ""]),
            ),
            has_words: true,
        };
    }

    ladder_alt(): string {
        const said = this.ladder().map(
            ({ label, arms }) => `${label}: ${arms.map((arm) => this.label(arm)).join(", ") || this.text("page_ladder_nobody")}`,
        );
        return this.text("page_alt_ladder", { count: String(said.length), rungs: said.join("; ") });
    }

    /** Of every way that has a price. */
    costs(): CostCourse[] {
        const unit = this.money_unit();
        return this.ways.flatMap((way) => {
            const { practice } = way;
            const price = practice?.facts.find(({ name }) => name === "price");
            if (practice === null || price === undefined) {
                return [];
            }
            const { typical, lowest, highest } = price;
            const sessions = Array.from({ length: practice.sessions }, (_, session) => ({
                x: (session * practice.interval_day) / days_per_week,
                middle: typical / unit,
                low: lowest / unit,
                high: highest / unit,
            }));
            return [{ way, label: this.label(way), sessions, points: stairs(sessions, this.weeks) }];
        });
    }

    /** A row per session: its week and the sum up to there. */
    cost_table({ label, points, sessions }: CostCourse): Table {
        const unit = this.text("page_axis_money");
        return {
            caption: `${label}: ${this.text("page_figure_cost")}`,
            heads: [this.text("page_cost_session"), this.text("week"), this.text("page_cost_so_far", { unit })],
            // Each session adds two points, the second of which is the new sum.
            rows: sessions.map(({ x }, session) => [String(session + 1), fixed_text(x, 1), this.cost_text(points[2 * session + 2]!)]),
        };
    }

    cost_alt({ label, points, sessions }: CostCourse): string {
        const { middle, low, high } = points[points.length - 1]!;
        return this.text("page_alt_cost", {
            arm: label,
            sessions: String(sessions.length),
            unit: this.text("page_axis_money"),
            value: money_text(middle),
            low: money_text(low),
            high: money_text(high),
        });
    }

    /** Of the whole course, with its unit. */
    cost_total({ points }: CostCourse): string {
        return this.text("page_cost_total", { cost: this.cost_text(points[points.length - 1]!), unit: this.text("page_axis_money") });
    }

    /** What stands in place of a sum for standard care, with the list price where there is one. */
    insured_text(arm: ComparedArm): string {
        const insured = this.text("cost_insured");
        return arm.list_price_of_28_days_jpy === null
            ? insured
            : this.text("page_cost_list_price", {
                  insured,
                  price: count_text(arm.list_price_of_28_days_jpy),
              });
    }

    /** How far single numbers move a way's difference from the dummy, the widest first. */
    swings(way: ComparedArm): Swing[] {
        return this.numbers_worth_knowing(way)
            .flatMap(({ name, easi_where_low: low, easi_where_high: high }) =>
                low === null || high === null ? [] : [{ label: this.number_label(name), low, high }],
            )
            .sort((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low))
            .slice(0, most_numbers);
    }

    /** Of the swings of every way, what they lie about, and no difference. */
    swings_domain(): Domain {
        return domain_over_zero(
            this.ways.flatMap((way) => [way.mean_easi_over_dummy_at_clock, ...this.swings(way).flatMap(({ low, high }) => [low, high])]),
        );
    }

    swing_text({ low, high }: Swing): string {
        return this.text("page_tornado_range", { low: fixed_text(low, swing_digits), high: fixed_text(high, swing_digits) });
    }

    swings_table(way: ComparedArm): Table {
        return {
            caption: `${this.label(way)}: ${this.text("page_figure_tornado")}`,
            heads: [this.text("page_knowledge_number"), this.text("page_tornado_low"), this.text("page_tornado_high")],
            rows: this.swings(way).map(({ label, low, high }) => [label, fixed_text(low, swing_digits), fixed_text(high, swing_digits)]),
        };
    }

    swings_alt(way: ComparedArm): string {
        return this.text("page_alt_tornado", {
            arm: this.label(way),
            mean: fixed_text(way.mean_easi_over_dummy_at_clock, swing_digits),
            numbers: this.swings(way).map((swing) => `${swing.label} ${this.swing_text(swing)}`).join(", "),
        });
    }

    /** The numbers whose knowledge would narrow a way's band most. */
    knowledge(way: ComparedArm): NamedShare[] {
        return this.numbers_worth_knowing(way)
            .sort((a, b) => b.narrowing - a.narrowing)
            .slice(0, most_numbers)
            .map(({ name, narrowing }) => ({
                label: this.number_label(name),
                share: narrowing,
                text: this.text("page_percent", { value: fixed_text(100 * narrowing, 0) }),
            }));
    }

    /** Those that stand out above chance. */
    private numbers_worth_knowing(way: ComparedArm): KnowledgeValue[] {
        return (this.page_.answer.value_of_knowing[way.name] ?? []).filter(({ narrowing }) => narrowing > 0);
    }

    private number_label(name: string): string {
        return this.words.numbers[name] ?? name;
    }

    private cost_text({ middle, low, high }: Step): string {
        return this.text("page_band", { value: money_text(middle), low: money_text(low), high: money_text(high) });
    }

    /** Yen in what the language counts money by. */
    private money_unit(): number {
        return Number(this.text("glance_cost_unit"));
    }

    private at(course: ArmCourse): CoursePoint {
        const point = course.points.find(({ x }) => x === this.clock_week);
        if (point === undefined) {
            throw new Error(`${course.label} was not seen in week ${this.clock_week}`);
        }
        return point;
    }
}

/** Of every value of a figure, so that its panels and its table agree. */
export function course_domain(courses: ArmCourse[]): Domain {
    return domain_over_zero(courses.flatMap(({ points }) => points.flatMap(({ low, middle, high }) => [low, middle, high])));
}

/** Sums by week, from zero over the highest of every way. */
export function cost_domain(costs: CostCourse[]): Domain {
    return domain_over_zero(costs.flatMap(({ points }) => points.map(({ high }) => high)));
}

function money_text(value: number): string {
    return fixed_text(value, Number.isInteger(value) || value >= 10 ? 0 : 1);
}

function digits_of(courses: ArmCourse[]): number {
    const values = courses.flatMap(({ points }) => points.map(({ middle }) => middle));
    return Math.max(1, digits_for(values));
}

function of_100(band: Band): Band {
    return { median: 100 * band.median, p05: 100 * band.p05, p95: 100 * band.p95 };
}
