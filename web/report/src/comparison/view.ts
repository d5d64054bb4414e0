// What the pictures and tables of a comparison show, read from its numbers in one language.

import { domain_over_zero, type BandPoint, type Domain } from "../../../kit/geometry";
import { digits_for, fixed_text } from "../../../kit/number_text";
import type { Table } from "../../../kit/table";
import type { Band, ComparedArm, ComparedQuantity, ComparisonWords, PageOfAComparison } from "../report_data";
import type { Words } from "../words";

const days_per_week = 7;
const dummy_name = "dummy";
const most_numbers = 6;

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

    /** The numbers whose knowledge would narrow a way's band most. */
    knowledge(way: ComparedArm): NamedShare[] {
        return (this.page_.answer.value_of_knowing[way.name] ?? [])
            .filter(({ narrowing }) => narrowing > 0)
            .sort((a, b) => b.narrowing - a.narrowing)
            .slice(0, most_numbers)
            .map(({ name, narrowing }) => ({
                label: this.words.numbers[name] ?? name,
                share: narrowing,
                text: this.text("page_percent", { value: fixed_text(100 * narrowing, 0) }),
            }));
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

function digits_of(courses: ArmCourse[]): number {
    const values = courses.flatMap(({ points }) => points.map(({ middle }) => middle));
    return Math.max(1, digits_for(values));
}

function of_100(band: Band): Band {
    return { median: 100 * band.median, p05: 100 * band.p05, p95: 100 * band.p95 };
}
