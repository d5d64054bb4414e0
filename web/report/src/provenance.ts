// How the result was computed: manifest, patients, sources and limitations.

import { element, section, type Child } from "./dom";
import { count_text, duration_text, number_text, scientific_text } from "./number_text";
import type { Manifest, PatientCounts, PatientReport, Source, TrialReport } from "./report_data";
import { plain_table } from "./tables";
import { manifest_label } from "./text";

export function how_computed(report: TrialReport | PatientReport): HTMLElement {
    return section("computed", "How this was computed", [
        report.kind === "trial" ? patient_flow(report.patients) : null,
        element("h3", {}, ["Run"]),
        run_settings(report),
        ...input_files(report.manifest),
    ]);
}

export function sources_section(sources: Source[]): HTMLElement | null {
    if (sources.length === 0) {
        return null;
    }
    return section("sources", "Sources", [element("ol", { class: "sources" }, sources.map(source_entry))]);
}

export function limitations_section(limitations: string[]): HTMLElement | null {
    if (limitations.length === 0) {
        return null;
    }
    return section("limitations", "Limitations", [
        element(
            "ul",
            {},
            limitations.map((limitation) => element("li", {}, [limitation])),
        ),
    ]);
}

function patient_flow(patients: PatientCounts): HTMLElement {
    const rows: [string, number][] = [
        ["Asked for", patients.requested],
        ["Simulated", patients.simulated],
        ...patients.excluded.map(({ reason, count }): [string, number] => [`Excluded: ${reason}`, count]),
        ["Failed: the solver gave up", patients.failed],
        ["Included in the results", patients.included],
    ];
    return plain_table(
        "Virtual patients",
        ["Group", "Count"],
        rows.map(([name, count]) => [name, count_text(count)]),
    );
}

function run_settings(report: TrialReport | PatientReport): HTMLElement {
    const { inputs: _inputs, ...settings } = report.manifest;
    const pairs: [string, string][] = Object.entries(settings).map(([key, value]) => [
        manifest_label(key),
        setting_text(key, value),
    ]);
    if (report.kind === "trial") {
        pairs.unshift(["Model", model_text(report.model)]);
    }
    return element(
        "dl",
        { class: "settings" },
        pairs.map(([name, value]) => element("div", {}, [element("dt", {}, [name]), element("dd", {}, [value])])),
    );
}

function model_text(model: { name: string; title: string }): string {
    return model.title === "" ? model.name : `${model.title} (${model.name})`;
}

/** Known keys by their meaning; other numbers plainly, other values as they stand in the data. */
function setting_text(key: string, value: unknown): string {
    if (typeof value !== "number") {
        return typeof value === "string" ? value : JSON.stringify(value);
    }
    if (key.endsWith("_tolerance")) {
        return scientific_text(value);
    }
    if (key === "wall_time_second") {
        return duration_text(value);
    }
    return Number.isInteger(value) ? String(value) : number_text(value);
}

function input_files(manifest: Manifest): Child[] {
    const inputs = manifest.inputs ?? [];
    if (inputs.length === 0) {
        return [];
    }
    const entries = inputs.map((input) =>
        element("li", {}, [element("span", {}, [input.path]), element("code", {}, [input.sha256])]),
    );
    return [
        element("details", {}, [
            element("summary", {}, [`Input files with SHA-256 (${inputs.length})`]),
            element("ul", { class: "files" }, entries),
        ]),
    ];
}

function source_entry(source: Source): HTMLElement {
    const link = source_link(source);
    return element("li", {}, [
        [source.authors, source.year ? `(${source.year})` : ""].filter(Boolean).join(" ") + ". ",
        element("cite", {}, [source.title]),
        ". ",
        link,
        element("small", {}, [` [${source.key}]`]),
    ]);
}

/** A link only where the address is plain web; anything else stays text. */
function source_link(source: Source): Child {
    const shown = source.doi ? `doi:${source.doi}` : (source.url ?? "");
    const address = source.doi ? `https://doi.org/${encodeURI(source.doi)}` : (source.url ?? "");
    return /^https?:\/\//i.test(address)
        ? element("a", { href: address, rel: "noopener noreferrer" }, [shown])
        : shown;
}
