// Values of unknown kind as what is expected of them, or as nothing.

export type Fields = Record<string, unknown>;

export function fields(value: unknown): Fields {
    return value !== null && typeof value === "object" ? (value as Fields) : {};
}

export function list<Item>(value: unknown): Item[] {
    return Array.isArray(value) ? (value as Item[]) : [];
}

export function number(value: unknown): number {
    return typeof value === "number" ? value : 0;
}

export function number_or_null(value: unknown): number | null {
    return typeof value === "number" ? value : null;
}

export function text_of(value: unknown): string {
    return value === undefined || value === null ? "" : String(value);
}
