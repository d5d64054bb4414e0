// What the server says before anything is asked: questions, people to try, words, and what it is.

export type Label = Record<string, string>;

export interface NumberRange {
    min: number;
    max: number;
}

export interface Named {
    id: string;
    label: Label;
}

export interface Choice extends Named {
    /** In the unit of the question; of shares, the most that the part can have. */
    value: number | null;
}

export interface Question {
    id: string;
    kind: "choice" | "set" | "number" | "band" | "shares" | "responses";
    text: Label;
    why: Label;
    feeds: string[];
    unit?: string;
    hard?: NumberRange;
    soft?: NumberRange | null;
    choices: Choice[];
    names: Named[];
}

export type Band = { min?: number; max?: number };
export type Said = string | string[] | number | Band | Record<string, number> | Record<string, string>;

/** Answers by question, as a file of a person has them. */
export type Profile = Record<string, Said>;

export interface Way {
    name: string;
    label: Label;
    description: Label;
    device: Label;
    article_says: Label | null;
    practice: { name: string; unit: string; typical: number; lowest: number; highest: number; meaning: Label }[];
    harms: { name: string; label: Label }[];
}

export interface EasiFacts {
    regions: { name: string; weight: number }[];
    /** From clear to very severe. */
    strata: { easi_max: number }[];
}

export interface Meta {
    version: string;
    languages: string[];
    data_sha256: string;
    prices_valid_from: string | null;
    newest_source_year: number;
    easi: EasiFacts;
    ways: Way[];
    products: { name: string; label: Label }[];
}

export interface Facts {
    meta: Meta;
    questions: Question[];
    person_schema: number;
    withheld: string;
    criteria: string[];
    persons: { name: string; person: Profile & { schema?: number } }[];
    texts: Record<string, Record<string, string>>;
}

async function get<Content>(address: string): Promise<Content> {
    const response = await fetch(address);
    if (!response.ok) {
        throw new Error(`${address}: ${response.status}`);
    }
    return (await response.json()) as Content;
}

export async function read_facts(): Promise<Facts> {
    const [meta, questions, persons, texts] = await Promise.all([
        get<Meta>("/api/meta"),
        get<Pick<Facts, "questions" | "person_schema" | "withheld" | "criteria">>("/api/questions"),
        get<Pick<Facts, "persons">>("/api/persons"),
        get<Facts["texts"]>("/api/texts"),
    ]);
    return { meta, ...questions, persons: persons.persons, texts };
}
