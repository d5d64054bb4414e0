// The JSON object that the program writes into the page. docs/report_data.md says the same in prose;
// change both together and raise `schema` when an old page could misread a new object.

/** A number, or null where it does not exist (for example the standard error of one patient). */
export type Quantity = number | null;

/** A virtual trial, the course of one virtual patient, sessions, predictions beside results, or the comparison of ways. */
export type ReportData = RunReport | ComparisonReport;

/** What is shown in the frame of a run. */
export type RunReport = TrialReport | PatientReport | DeliveryReport | ValidationReport;

/** What a run says about itself. */
export interface ReportCommon {
    schema: 1;
    title: string;
    description: string;
    /** Shown in the banner, for example "simulation, research and education". */
    notice: string;
    manifest: Manifest;
    sources: Source[];
    /** One sentence or short paragraph each, shown as a list. */
    limitations: string[];
}

export interface TrialReport extends ReportCommon {
    kind: "trial";
    /** False when the run was stopped before all patients were simulated. */
    complete: boolean;
    model: Model;
    patients: PatientCounts;
    /** Weeks since the start of treatment, ascending. */
    visits_week: number[];
    /** In the order in which they are to be shown. */
    arms: Arm[];
    /** In the order in which they are to be shown. */
    outcomes: Outcome[];
    /** One row per arm, visit and outcome; any order; combinations may be absent. */
    rows: ResultRow[];
}

export interface PatientReport extends ReportCommon {
    kind: "patient";
    arm: Arm;
    /** How the patient is called, for example "patient 17 of seed 1". */
    patient: string;
    /** The states in `rows`, in the order in which they are to be shown; `easi` is not among them. */
    states: State[];
    /** Ascending in week. */
    rows: PatientRow[];
}

export interface Model {
    name: string;
    title: string;
}

export interface PatientCounts {
    /** Asked for by the trial. */
    requested: number;
    /** Drawn and tried so far, whatever became of them. */
    simulated: number;
    /** In the statistics. */
    included: number;
    /** Simulated, but outside the inclusion criteria. */
    excluded: Exclusion[];
    /** The solver gave up on them; they are not in the statistics. */
    failed: number;
}

export interface Exclusion {
    reason: string;
    count: number;
}

export interface Arm {
    /** The key that `rows` use. */
    name: string;
    label: string;
    description: string;
    /**
     * Names of the drugs given. The arm named "placebo", or else the first arm without drugs, is the
     * reference drawn in the other arms' charts.
     */
    drugs: string[];
}

export type OutcomeKind = "continuous" | "proportion";

export interface Outcome {
    /** The key that `rows` use. */
    name: string;
    label: string;
    /** UDUNITS-2 text, "%", or "1" or empty for a plain number. */
    unit: string;
    /** A proportion is a share of patients in percent, 0 to 100. */
    kind: OutcomeKind;
    /** One sentence, including which direction is better. */
    meaning: string;
}

/** One outcome in one arm at one visit, over the included patients. */
export interface ResultRow {
    arm: string;
    week: number;
    outcome: string;
    n: number;
    mean: Quantity;
    standard_error: Quantity;
    /** 95 % interval of the mean. */
    lower_95: Quantity;
    upper_95: Quantity;
    /** Spread between patients; null for proportions. */
    standard_deviation: Quantity;
    q05: Quantity;
    q25: Quantity;
    median: Quantity;
    q75: Quantity;
    q95: Quantity;
}

export interface State {
    /** The key that `PatientRow` uses. */
    name: string;
    label: string;
    unit: string;
    meaning: string;
}

/** `week`, `easi`, and one number per state name. */
export interface PatientRow {
    week: number;
    easi: Quantity;
    [state: string]: Quantity;
}

/** How the result was computed. Other keys are allowed and shown under their own name. */
export interface Manifest {
    program: string;
    version: string;
    /** Text, since JavaScript rounds integers above 2^53. */
    seed: string | number;
    solver: string;
    relative_tolerance: number;
    absolute_tolerance: number;
    threads: number;
    wall_time_second: number;
    started_utc: string;
    inputs: InputFile[];
    [other: string]: unknown;
}

export interface InputFile {
    path: string;
    sha256: string;
}

export interface Source {
    key: string;
    title: string;
    authors: string;
    year: number;
    doi: string | null;
    url: string | null;
}

/** One session of one or more ways of giving, from the label to the cells of the skin. */
export interface DeliveryReport extends ReportCommon {
    kind: "deliver";
    people: number;
    worlds: number;
    /** In the order asked for. */
    ways: DeliveredWay[];
}

export interface DeliveredWay {
    name: string;
    label: string;
    process: string;
    session: Session;
    measures: Measure[];
    /** Ascending in hour. */
    times: DeliveryTime[];
    /** What the spread of the dermis comes from, largest first. */
    variance_of_dermis_per_cm2: { parameter: string; share_frac: number; rank_correlation: number }[];
    typical_skin: TypicalSkin;
    practice: Practice;
}

export interface Session {
    site_label: string;
    skin: string;
    area_cm2: number;
    settings: { name: string; unit: string; value: number }[];
}

/** Over people and worlds together. */
export interface Spread {
    median: number;
    p05: number;
    p95: number;
}

export interface Measure extends Spread {
    name: string;
    unit: string;
}

export interface DeliveryTime {
    hour: number;
    /** By place; the order is that in which places are to be shown. */
    share_of_label: Record<string, Spread>;
    plasma_particles_per_ml: Spread;
    /** Free vesicles by depth, the same depths at every time. */
    depths: { top_um: number; bottom_um: number; free_share_of_label: Spread }[];
    typical_skin: { film_particles_per_ml: number; cell_particles_per_ml: number[] };
}

/** The skin of the person with every median. */
export interface TypicalSkin {
    /** From the surface down. */
    layers: SkinLayer[];
    /** One more than cells. */
    cell_edges_um: number[];
    needle_tip_um: number;
    punctures_per_cm2: number;
}

export interface SkinLayer {
    name: string;
    top_um: number;
    bottom_um: number;
}

export interface Practice {
    device: string;
    description: string;
    allowed_on_active_skin: boolean;
    facts: { name: string; meaning: string; unit: string; typical: number; lowest: number; highest: number; provenance: Provenance }[];
    harms: { label: string; per_session_frac: number; lowest_frac: number; highest_frac: number; provenance: Provenance }[];
}

export interface Provenance {
    source: string;
    evidence: string;
    mark: string;
}

/** Arms of published trials, simulated as they were run, beside their results. */
export interface ValidationReport extends ReportCommon {
    kind: "validate";
    complete: boolean;
    model: Model;
    /** ISO date; empty when nothing was calibrated. */
    calibrated_on: string;
    worlds: number;
    people: number;
    /** Share of trials that an interval is to hold. */
    interval_frac: number;
    simulated_rows: number;
    endpoints: ValidationEndpoint[];
    drugs: { name: string; label: string }[];
    /** In the order of the table. */
    rows: ValidationRow[];
    scores: Score[];
    /** Of rows whose figure was read in a source, weeks 12 to 24. */
    read_scores: Score[];
}

export interface ValidationEndpoint {
    name: string;
    label: string;
    unit: string;
    kind: OutcomeKind;
}

export interface ValidationRow {
    line: number;
    trial: string;
    arm: string;
    endpoint: string;
    unit: string | null;
    week: number;
    first_week: number | null;
    /** How the figure is known: read, recalled, computed ... */
    status: string | null;
    treated_with: string | null;
    published: Quantity;
    simulated: { value: number; low: number; high: number } | null;
    inside: boolean | null;
    reason: string | null;
    grade: string;
}

/** How far predictions are from results, by endpoint and grade. */
export interface Score {
    endpoint: string;
    group: string;
    rows: number;
    mean_absolute_error: number;
    /** Simulated less published. */
    mean_error: number;
    covered_frac: number;
    against: { reference: string; rows: number; reference_mean_absolute_error: Quantity; own_mean_absolute_error: Quantity }[];
}

/** The ways side by side: numbers once, words in every language. */
export interface ComparisonReport {
    schema: 1;
    kind: "comparison";
    /** The language that the page opens in, a key of `languages`. */
    language: string;
    answer: ComparisonAnswer;
    /** In the order in which they are to be offered. */
    languages: Map<string, ComparisonWords>;
}

export interface ComparisonAnswer {
    /** The day on which all arms are read side by side; one of the visits. */
    clock_day: number;
    arms: ComparedArm[];
    /** By name of the way, what matters most first. */
    value_of_knowing: Map<string, KnowledgeValue[]>;
}

export type ArmKind = "plain" | "standard_care" | "way";

export interface ComparedArm {
    name: string;
    /** Neither care nor vesicles, standard care, or vesicles. The plain arm `dummy` is what all are compared with. */
    kind: ArmKind;
    /** Ascending in day, day 0 first; the same days in every arm. */
    visits: ComparedVisit[];
    /** EASI of treated skin by world: the middles of equal shares of them, ascending. */
    easi_at_clock: number[];
    /** EASI of treated skin over the dummy, mean of worlds. */
    mean_easi_over_dummy_at_clock: number;
    /** Shares of the worlds, which add up to 1. */
    worlds_at_clock: WorldShares;
    /** The highest rung on which there is a study, and which stand there; null of what is no treatment. */
    evidence: { rung: string; rests_on: string[] } | null;
    /** Of standard care, before insurance; null where there is no price. */
    list_price_of_28_days_jpy: number | null;
    /** Of a way; null of other arms. */
    practice: ComparedPractice | null;
}

export interface ComparedPractice {
    sessions: number;
    interval_day: number;
    /** Of one session; null where there is no price. */
    price_jpy: { typical: number; lowest: number; highest: number } | null;
}

export interface ComparedVisit {
    day: number;
    /** By name: markers of the treated skin, and outcomes of the person. */
    quantities: Record<string, ComparedQuantity>;
}

export interface ComparedQuantity {
    unit: string;
    value: Band;
    over_dummy: Band;
}

/** Over worlds: each world's mean over people. */
export interface Band {
    median: number;
    p05: number;
    p95: number;
}

export interface WorldShares {
    lighter: number;
    same: number;
    heavier: number;
}

export interface KnowledgeValue {
    name: string;
    /** How much narrower the band would be, 0 to 1. */
    narrowing: number;
    /** EASI of treated skin over the dummy at the clock, where the number is low and high; null without such a world. */
    easi_where_low: number | null;
    easi_where_high: number | null;
}

/** Everything that is read, in one language. */
export interface ComparisonWords {
    /** Words of headings, pictures and controls, by key. */
    texts: Record<string, string>;
    people_line: string;
    /** How far a run got that was stopped; null when it ended. */
    stopped: string | null;
    glance: { headline: string; standard_line: string; rows: GlanceRow[]; notes: string[] };
    limits: string[];
    article: Article;
    /** One row per question, its cells in the order of `answer.arms`. */
    details: DetailRow[];
    /** In the order shown. */
    markers: { name: string; label: string }[];
    /** Names of arms and of uncertain numbers. */
    arms: Record<string, string>;
    numbers: Record<string, string>;
}

/** One arm on one screen, as the terminal shows it. */
export interface GlanceRow {
    arm: string;
    contains: string;
    easi: string;
    shares: string;
    flare: string;
    cost: string;
    /** Of one session; may be empty. */
    cost_detail: string;
    pain: string;
    downtime: string;
    active: string;
    /** A way that the article does not allow on active skin. */
    is_refused_on_active: boolean;
}

/** One statement of the clinics' article, and what the calculation says to it. */
export interface ArticleAnswer {
    about: string;
    article: string;
    calculated: string;
}

export interface Article {
    heading: string;
    note: string;
    /** What the words of the page mean. */
    words: string[];
    ways: { arm: string; label: string; says: string; answers: ArticleAnswer[] }[];
    drawbacks: ArticleAnswer[];
    advice: ArticleAnswer[];
}

export interface DetailRow {
    name: string;
    label: string;
    cells: { text: string; rests_on: string[] }[];
}
