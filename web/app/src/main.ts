// Starts the page: what the server knows first, then the screens.

import { mount } from "svelte";

import "../../kit/tokens.css";
import "../../kit/base.css";
import "./app.css";
import App from "./app.svelte";
import { read_facts } from "./facts";
import { HttpEngine } from "./http_engine";
import { app_key, AppState } from "./state.svelte";

function first_language(languages: string[]): string {
    const wished = navigator.languages.map((language) => language.slice(0, 2).toLowerCase());
    return wished.find((language) => languages.includes(language)) ?? languages[0] ?? "en";
}

async function start(target: HTMLElement): Promise<void> {
    try {
        const facts = await read_facts();
        const state: AppState = new AppState(facts, new HttpEngine(() => state.t("unreachable")), first_language(facts.meta.languages));
        mount(App, { target, context: new Map([[app_key, state]]) });
    } catch {
        // Words come from the server, which does not answer: these two lines are all there is.
        target.textContent = "The server does not answer. サーバーから応答がありません。";
    }
}

const target = document.getElementById("app");
if (target !== null) {
    void start(target);
}
