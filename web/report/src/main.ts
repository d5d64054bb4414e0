// Reads the data in the page and draws it, or says why it cannot.

import { mount } from "svelte";

import "../../kit/tokens.css";
import "../../kit/base.css";
import Page from "./page.svelte";
import { read_report } from "./read_report";
import UnreadablePage from "./unreadable_page.svelte";

function draw_page(target: HTMLElement): void {
    const text = document.getElementById("report-data")?.textContent ?? "";
    try {
        mount(Page, { target, props: { page: read_report(text) } });
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
