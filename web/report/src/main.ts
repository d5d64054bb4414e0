// Reads the data in the page and draws the page of its kind, or says why it cannot.

import { mount } from "svelte";

import "../../kit/tokens.css";
import "../../kit/base.css";
import ComparisonPage from "./comparison/comparison_page.svelte";
import DeliveryPage from "./delivery/delivery_page.svelte";
import PatientPage from "./patient/patient_page.svelte";
import { read_report } from "./read_report";
import type { ReportData } from "./report_data";
import TrialPage from "./trial/trial_page.svelte";
import UnreadablePage from "./unreadable_page.svelte";
import ValidationPage from "./validation/validation_page.svelte";

function show(target: HTMLElement, report: ReportData): void {
    switch (report.kind) {
        case "comparison":
            mount(ComparisonPage, { target, props: { report } });
            break;
        case "trial":
            mount(TrialPage, { target, props: { report } });
            break;
        case "patient":
            mount(PatientPage, { target, props: { report } });
            break;
        case "deliver":
            mount(DeliveryPage, { target, props: { report } });
            break;
        case "validate":
            mount(ValidationPage, { target, props: { report } });
            break;
    }
}

function draw_page(target: HTMLElement): void {
    const text = document.getElementById("report-data")?.textContent ?? "";
    try {
        show(target, read_report(text));
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        target.replaceChildren();
        mount(UnreadablePage, { target, props: { reason } });
        throw error;
    }
}

const main = document.querySelector("main");
if (main !== null) {
    draw_page(main);
}
