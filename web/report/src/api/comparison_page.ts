// Made by `npm run types` from docs/api/comparison.page.schema.json; change that file instead.

/**
 * Day 0 first; the same days in every arm.
 */
export type Visits = {
    /**
     * Days since the first session.
     */
    day: number;
    /**
     * By name: markers of the treated skin, and outcomes of the whole person as vesikin trial has them.
     */
    quantities: {
        /**
         * One quantity.
         */
        [k: string]: {
            /**
             * Unit; 1 without any.
             */
            unit: string;
            value: Band;
            over_dummy: Band;
        };
    };
    /**
     * Change of EASI on treated skin of the person at 10 %, percent of own untreated EASI, median of worlds.
     */
    easi_change_treated_person_p10: number;
    /**
     * The same at 90 %.
     */
    easi_change_treated_person_p90: number;
}[];
/**
 * EASI of treated skin on clock_day by world, each world's mean over people, ascending: quantiles at 2.5, 7.5 ... 97.5 %, so that each stands for one world of twenty.
 *
 * @minItems 20
 * @maxItems 20
 */
export type EasiAtClock = number[];
/**
 * Price, pain, downtime and the like.
 */
export type Facts = {
    /**
     * Name of the fact.
     */
    name: string;
    /**
     * What it is.
     */
    meaning: string;
    /**
     * Unit of its numbers.
     */
    unit: string;
    /**
     * Typical value, in the unit.
     */
    typical: number;
    /**
     * Lowest, in the unit.
     */
    lowest: number;
    /**
     * Highest, in the unit.
     */
    highest: number;
    provenance: Provenance;
}[];
/**
 * Harms of one session.
 */
export type Harms = {
    /**
     * Name of the harm.
     */
    name: string;
    /**
     * Its English label.
     */
    label: string;
    /**
     * Probability per session, 0 to 1.
     */
    per_session_frac: number;
    /**
     * Lowest, 0 to 1.
     */
    lowest_frac: number;
    /**
     * Highest, 0 to 1.
     */
    highest_frac: number;
    provenance: Provenance;
}[];

/**
 * What comparison.html holds: numbers once, words in every language.
 */
export interface PageOfAComparison {
    /**
     * Version of this schema.
     */
    schema: 1;
    /**
     * Which page it is.
     */
    kind: "comparison";
    /**
     * In which the page opens: a key of `languages`.
     */
    language: string;
    answer: Numbers;
    /**
     * By language, in the order in which they are offered.
     */
    languages: {
        [k: string]: Words;
    };
}
/**
 * What comparison.json holds beside words; the page draws the properties below.
 */
export interface Numbers {
    /**
     * Day on which all arms are read side by side; one of the visits.
     */
    clock_day: number;
    /**
     * Nothing, the dummy treatment, standard care, then the ways.
     *
     * @minItems 2
     */
    arms: ComparedArm[];
    value_of_knowing: ValueOfKnowing;
    [k: string]: unknown;
}
/**
 * One arm. The plain arm `dummy` is what all are compared with.
 */
export interface ComparedArm {
    /**
     * untreated, dummy, a drug of data/drugs or a route of data/routes.
     */
    name: string;
    /**
     * What it is.
     */
    kind: "plain" | "standard_care" | "way";
    visits: Visits;
    easi_at_clock: EasiAtClock;
    /**
     * EASI of treated skin over the dummy on clock_day, mean of worlds.
     */
    mean_easi_over_dummy_at_clock: number;
    worlds_at_clock: Shares;
    /**
     * The highest rung on which there is a study of this arm, whatever came out of it; null for nothing and the dummy. Of a way: vesicles in cells and animals, and in people who got them this way. Of standard care: approval that a guideline bases on people.
     */
    evidence: null | Standing;
    /**
     * What 28 days of standard care cost before insurance, which bears most of it; null where there is no price, and for other arms.
     */
    list_price_of_28_days_jpy: number | null;
    /**
     * What a way asks and can do; null for other arms.
     */
    practice: null | Practice;
    [k: string]: unknown;
}
/**
 * Over worlds, each world's mean over people.
 */
export interface Band {
    /**
     * Median.
     */
    median: number;
    /**
     * 5 %.
     */
    p05: number;
    /**
     * 95 %.
     */
    p95: number;
}
/**
 * Shares of worlds by the EASI of treated skin beside the dummy treatment: a percent of own EASI or more counts as a difference.
 */
export interface Shares {
    /**
     * Lighter.
     */
    lighter: number;
    /**
     * Neither.
     */
    same: number;
    /**
     * Heavier.
     */
    heavier: number;
}
/**
 * On which kind of study an arm stands.
 */
export interface Standing {
    /**
     * Kind of study, lowest first. cells: or skin outside the body; other_people: without atopic dermatitis, or not said.
     */
    rung: "assumption" | "cells" | "animals" | "other_people" | "people_with_ad" | "trials_in_ad";
    /**
     * Ids of records of data/evidence that stand there; of standard care, the key of the source.
     */
    rests_on: string[];
}
/**
 * A way in practice.
 */
export interface Practice {
    /**
     * Sessions of the course.
     */
    sessions: number;
    /**
     * Days between sessions.
     */
    interval_day: number;
    /**
     * Site that local ways treat.
     */
    site: string;
    /**
     * What of the whole body's EASI the treated skin is; 1 where all skin is reached.
     */
    treated_share_of_easi: number;
    /**
     * By the clinics' article.
     */
    allowed_on_active_skin: boolean;
    /**
     * Greatest acting cargo per cell of treated skin, particles, median of worlds.
     */
    acting_cargo_per_skin_cell: number;
    /**
     * The same of immune cells of the body.
     */
    acting_cargo_per_immune_cell: number;
    /**
     * Share of the label that reaches living skin, median of worlds.
     */
    label_share_in_living_skin: number;
    facts: Facts;
    harms: Harms;
}
/**
 * Where a number comes from.
 */
export interface Provenance {
    /**
     * Key of a source.
     */
    source: string;
    /**
     * Kind of evidence.
     */
    evidence: "measured_human" | "measured_animal" | "in_vitro" | "calibrated" | "derived" | "assumed";
    /**
     * How it is known what the source says.
     */
    mark: "read" | "recalled" | "estimate" | "assumed";
}
/**
 * By way: what knowing one number would be worth for the effect when its course ends, largest first.
 */
export interface ValueOfKnowing {
    [k: string]: {
        /**
         * Name of the number in the data files, or has_effect.
         */
        name: string;
        /**
         * Share of the variance between worlds that goes with it; 0 where chance could give as much.
         */
        variance_share: number;
        /**
         * How much narrower the band would be, as a share of its width, if the number were known.
         */
        narrowing: number;
        /**
         * EASI of treated skin over the dummy on clock_day, mean of the third of worlds in which the number is lowest; for has_effect of the worlds without an effect. Null without any.
         */
        easi_where_low: number | null;
        /**
         * The same of the third in which it is highest; for has_effect of the worlds with an effect.
         */
        easi_where_high: number | null;
    }[];
}
/**
 * Everything that is read, in one language.
 */
export interface Words {
    /**
     * Words of headings, pictures and controls by key. Braces are filled in by the page.
     */
    texts: {
        [k: string]: string;
    };
    /**
     * Who was simulated.
     */
    people_line: string;
    /**
     * How far a stopped run got; null when it ended.
     */
    stopped: string | null;
    glance: Glance;
    /**
     * What to know before believing any of it.
     */
    limits: string[];
    /**
     * A row per question.
     */
    details: DetailRow[];
    article: Article;
    /**
     * Names of arms, by name.
     */
    arms: {
        [k: string]: string;
    };
    /**
     * In the order shown.
     */
    markers: {
        /**
         * Name of the marker.
         */
        name: string;
        /**
         * What it is called.
         */
        label: string;
    }[];
    /**
     * Names of uncertain numbers, by name.
     */
    numbers: {
        [k: string]: string;
    };
}
/**
 * The answer on one screen.
 */
export interface Glance {
    /**
     * The answer in one sentence.
     */
    headline: string;
    /**
     * Standard care beside it; may be empty.
     */
    standard_line: string;
    /**
     * In the order shown.
     */
    rows: GlanceRow[];
    /**
     * What the columns mean.
     */
    notes: string[];
}
/**
 * One arm, as the terminal shows it.
 */
export interface GlanceRow {
    /**
     * Name of the arm.
     */
    arm: string;
    /**
     * What it is made of.
     */
    contains: string;
    /**
     * EASI at the clock.
     */
    easi: string;
    /**
     * Better, same, worse of 100 combinations.
     */
    shares: string;
    /**
     * Flares.
     */
    flare: string;
    /**
     * Cost of the course.
     */
    cost: string;
    /**
     * Cost of one session; may be empty.
     */
    cost_detail: string;
    /**
     * Pain.
     */
    pain: string;
    /**
     * Visible days.
     */
    downtime: string;
    /**
     * Whether it is allowed on eczema.
     */
    active: string;
    /**
     * A way that the article does not allow on active skin.
     */
    is_refused_on_active: boolean;
}
/**
 * One question.
 */
export interface DetailRow {
    /**
     * Name of the question.
     */
    name: string;
    /**
     * The question.
     */
    label: string;
    /**
     * In the order of the arms.
     */
    cells: {
        /**
         * The answer.
         */
        text: string;
        /**
         * Where its numbers come from.
         */
        rests_on: string[];
    }[];
}
/**
 * What the clinics' article says beside what is calculated.
 */
export interface Article {
    /**
     * Heading.
     */
    heading: string;
    /**
     * How to read it.
     */
    note: string;
    /**
     * What the words of the page mean.
     */
    words: string[];
    /**
     * In the order of the article.
     */
    ways: {
        /**
         * Name of the way.
         */
        arm: string;
        /**
         * What it is called.
         */
        label: string;
        /**
         * What the article says of it.
         */
        says: string;
        /**
         * Statement by statement.
         */
        answers: ArticleAnswer[];
    }[];
    /**
     * What it names as drawbacks.
     */
    drawbacks: ArticleAnswer[];
    /**
     * How it says to choose.
     */
    advice: ArticleAnswer[];
}
/**
 * One statement.
 */
export interface ArticleAnswer {
    /**
     * What it is about.
     */
    about: string;
    /**
     * What the article says.
     */
    article: string;
    /**
     * What the calculation says to it.
     */
    calculated: string;
}
