// The page of one virtual patient's course: EASI large, each state small.

import { element, section, type Child } from "./dom";
import { drawn_at_width } from "./charts/drawing";
import { panels } from "./charts/panels";
import { patient_course } from "./charts/patient_course";
import { own_notice, page_head } from "./notices";
import { label_with_unit, number_text, quantity_text, week_text } from "./number_text";
import { how_computed, limitations_section, sources_section } from "./provenance";
import type { PatientReport, State } from "./report_data";
import { plain_table } from "./tables";

const easi: State = { name: "easi", label: "EASI", unit: "", meaning: "Eczema Area and Severity Index, 0 (clear) to 72." };
const easi_colour = "#0072b2";
const state_colour = "#007a5a";

export function patient_page(report: PatientReport): Child[] {
    return [
        page_head("Vesikin · one virtual patient", report.title, report.description, [
            { name: "Patient", value: report.patient },
            { name: "Arm", value: report.arm.label },
            { name: "Drugs", value: report.arm.drugs.join(", ") || "none" },
        ]),
        own_notice(report),
        report.rows.length === 0
            ? element("p", { class: "notice" }, ["There are no results to show."])
            : easi_section(report),
        states_section(report),
        numbers_section(report),
        how_computed(report),
        sources_section(report.sources),
        limitations_section(report.limitations),
    ];
}

function easi_section(report: PatientReport): HTMLElement {
    const course = { state: easi, colour: easi_colour, height_px: 320, hold: [0] };
    return section("easi", "EASI over time", [
        element("p", { class: "remark" }, [`${easi.meaning} ${change_text(report)}`]),
        drawn_at_width("chart", (width) => patient_course(report.rows, course, width)),
    ]);
}

function change_text(report: PatientReport): string {
    const first = report.rows[0];
    const last = report.rows[report.rows.length - 1];
    if (first === undefined || last === undefined || first === last) {
        return "";
    }
    return `${number_text(first.easi)} at ${week_text(first.week)}, ${number_text(last.easi)} at ${week_text(last.week)}.`;
}

function states_section(report: PatientReport): Child {
    const states = report.states.filter((state) => state.name !== easi.name);
    if (states.length === 0 || report.rows.length === 0) {
        return null;
    }
    const last = report.rows[report.rows.length - 1];
    const all = states.map((state) => ({
        heading: label_with_unit(state.label, state.unit),
        note: state.meaning || `${quantity_text(last?.[state.name], state.unit)} at the end`,
        colour: "",
        draw: (width: number) =>
            patient_course(report.rows, { state, colour: state_colour, height_px: 190, hold: [] }, width),
    }));
    return section("states", "States of the model", [
        element("p", { class: "remark" }, ["Each panel has its own vertical scale, which need not start at zero."]),
        panels(all),
    ]);
}

function numbers_section(report: PatientReport): HTMLElement {
    const states = [easi, ...report.states.filter((state) => state.name !== easi.name)];
    const heads = ["Week", ...states.map((state) => label_with_unit(state.label, state.unit))];
    const rows = report.rows.map((row) => [
        String(row.week),
        ...states.map((state) => number_text(row[state.name], state.unit)),
    ]);
    const details = element("details", {}, [element("summary", {}, ["Show all numbers"])]);
    details.addEventListener("toggle", () => {
        if (details.childElementCount === 1) {
            details.append(plain_table("Course of the patient", heads, rows));
        }
    });
    return section("results", "Full results", [details]);
}
