// The border: text from the page becomes a ReportData, or an error in plain words. Behind it all is trusted.

import { texts as delivery_texts } from "./delivery/texts";
import { read_comparison } from "./read_comparison";
import { fields, list, number, text_of, type Fields } from "./read_fields";
import type {
    Arm,
    DeliveryReport,
    Manifest,
    Outcome,
    PatientCounts,
    PatientReport,
    ReportCommon,
    ReportData,
    TrialReport,
    ValidationReport,
} from "./report_data";
import { texts as validation_texts } from "./validation/texts";

/** Reads the object the program wrote; throws an Error that a reader of the page can understand. */
export function read_report(text: string): ReportData {
    const data = parse(text);
    if (data["schema"] !== 1) {
        throw new Error(`this page reads schema 1, but its data say ${String(data["schema"])}`);
    }
    if (data["kind"] === "trial") {
        return read_trial(data);
    }
    if (data["kind"] === "patient") {
        return read_patient(data);
    }
    if (data["kind"] === "comparison") {
        return read_comparison(data);
    }
    if (data["kind"] === "deliver") {
        return read_delivery(data);
    }
    if (data["kind"] === "validate") {
        return read_validation(data);
    }
    throw new Error(`kind must be "trial", "patient", "deliver", "validate" or "comparison", but is ${String(data["kind"])}`);
}

function parse(text: string): Fields {
    if (!text.trim().startsWith("{")) {
        throw new Error("the page holds no data; it is a template that the program fills in");
    }
    return JSON.parse(text) as Fields;
}

function read_trial(data: Fields): TrialReport {
    const counts = fields(data["patients"]);
    const patients: PatientCounts = {
        requested: number(counts["requested"]),
        simulated: number(counts["simulated"]),
        included: number(counts["included"]),
        excluded: list(counts["excluded"]),
        failed: number(counts["failed"]),
    };
    const model = fields(data["model"]);
    const report: TrialReport = {
        ...read_common(data),
        kind: "trial",
        complete: data["complete"] === true,
        model: { name: text_of(model["name"]), title: text_of(model["title"]) },
        patients,
        visits_week: list(data["visits_week"]),
        arms: list<Fields>(data["arms"]).map(read_arm),
        outcomes: list<Fields>(data["outcomes"]).map(read_outcome),
        rows: list(data["rows"]),
    };
    name_what_rows_use(report);
    return report;
}

/** A row whose arm or outcome is not described is still a result: it is shown under its own name. */
function name_what_rows_use(report: TrialReport): void {
    const arms = new Set(report.arms.map((arm) => arm.name));
    const outcomes = new Set(report.outcomes.map((outcome) => outcome.name));
    for (const row of report.rows) {
        if (!arms.has(row.arm)) {
            arms.add(row.arm);
            report.arms.push(read_arm({ name: row.arm, drugs: ["not described"] }));
        }
        if (!outcomes.has(row.outcome)) {
            outcomes.add(row.outcome);
            report.outcomes.push(read_outcome({ name: row.outcome }));
        }
    }
}

function read_patient(data: Fields): PatientReport {
    return {
        ...read_common(data),
        kind: "patient",
        arm: read_arm(fields(data["arm"])),
        patient: text_of(data["patient"]),
        states: list<Fields>(data["states"]).map(read_outcome),
        rows: list(data["rows"]),
    };
}

/** An answer whose title and notice are the page's own. */
function read_answer(data: Fields, { title, notice }: { title: string; notice: string }): ReportCommon {
    return read_common({ ...data, title, notice });
}

function read_delivery(data: Fields): DeliveryReport {
    return {
        ...read_answer(data, delivery_texts),
        kind: "deliver",
        people: number(data["people"]),
        worlds: number(data["worlds"]),
        ways: list(data["ways"]),
    };
}

function read_validation(data: Fields): ValidationReport {
    const model = fields(data["model"]);
    return {
        ...read_answer(data, validation_texts),
        kind: "validate",
        complete: data["complete"] === true,
        model: { name: text_of(model["name"]), title: text_of(model["title"]) },
        calibrated_on: text_of(data["calibrated_on"]),
        worlds: number(data["worlds"]),
        people: number(data["people"]),
        interval_frac: number(data["interval_frac"]),
        simulated_rows: number(data["simulated_rows"]),
        endpoints: list(data["endpoints"]),
        drugs: list(data["drugs"]),
        rows: list(data["rows"]),
        scores: list(data["scores"]),
        read_scores: list(data["scores_of_read_rows_weeks_12_to_24"]),
    };
}

function read_common(data: Fields): ReportCommon {
    return {
        schema: 1,
        title: text_of(data["title"]),
        description: text_of(data["description"]),
        notice: text_of(data["notice"]),
        manifest: fields(data["manifest"]) as Manifest,
        sources: list(data["sources"]),
        limitations: list(data["limitations"]),
    };
}

function read_arm(arm: Fields): Arm {
    const name = text_of(arm["name"]);
    return {
        name,
        label: text_of(arm["label"]) || name,
        description: text_of(arm["description"]),
        drugs: list(arm["drugs"]),
    };
}

function read_outcome(outcome: Fields): Outcome {
    const name = text_of(outcome["name"]);
    return {
        name,
        label: text_of(outcome["label"]) || name,
        unit: text_of(outcome["unit"]),
        kind: outcome["kind"] === "proportion" ? "proportion" : "continuous",
        meaning: text_of(outcome["meaning"]),
    };
}
