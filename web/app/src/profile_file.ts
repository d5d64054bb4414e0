// A profile as a file that only the person has, and back.

import type { Facts, Profile } from "./facts";

/** A file of data/persons as JSON, which `vesikin plan` reads as well. */
export function file_of(profile: Profile, facts: Facts): string {
    return `${JSON.stringify({ schema: facts.person_schema, ...profile }, null, 2)}\n`;
}

/** The answers of such a file to questions that there are; null where it is none. */
export function profile_in(text: string, facts: Facts): Profile | null {
    let read: unknown;
    try {
        read = JSON.parse(text);
    } catch {
        return null;
    }
    if (typeof read !== "object" || read === null || Array.isArray(read) || !("schema" in read)) {
        return null;
    }
    return known_answers(read as Profile, facts);
}

export function known_answers(person: Profile, facts: Facts): Profile {
    const known = new Set(facts.questions.map(({ id }) => id));
    return Object.fromEntries(Object.entries(person).filter(([id]) => known.has(id)));
}
