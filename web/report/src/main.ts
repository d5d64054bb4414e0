// Reads the data in the page and draws the report, or says why it cannot.

import { mount } from "svelte";

import "../../kit/tokens.css";
import "../../kit/base.css";
import "./page.css";
import ComparisonPage from "./comparison/comparison_page.svelte";
import { element, type Child } from "./dom";
import { page_head, warning } from "./notices";
import { patient_page } from "./patient_page";
import { read_report } from "./read_report";
import { trial_page } from "./trial_page";

function contents(sections: NodeListOf<HTMLElement>): HTMLElement {
    const links = [...sections].map((part) =>
        element("li", {}, [element("a", { href: `#${part.id}` }, [part.querySelector("h2")?.textContent ?? part.id])]),
    );
    return element("nav", { "aria-label": "On this page" }, [element("ul", {}, links)]);
}

function show(main: HTMLElement, children: Child[]): void {
    main.className = "document";
    main.replaceChildren(...children.filter((child): child is Node | string => child !== null));
    const sections = main.querySelectorAll<HTMLElement>("section[id]");
    sections[0]?.before(contents(sections));
}

function draw_page(main: HTMLElement): void {
    const text = document.getElementById("report-data")?.textContent ?? "";
    try {
        const report = read_report(text);
        document.documentElement.dataset["kind"] = report.kind;
        if (report.kind === "comparison") {
            mount(ComparisonPage, { target: main, props: { report } });
            return;
        }
        document.title = `${report.title} – Vesikin`;
        show(main, report.kind === "trial" ? trial_page(report) : patient_page(report));
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        show(main, [
            page_head("Vesikin", "Report", "", []),
            warning("unreadable", "This report could not be drawn:", [`${reason}.`]),
        ]);
        throw error;
    }
}

const main = document.querySelector("main");
if (main !== null) {
    draw_page(main);
}
