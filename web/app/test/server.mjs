// The program that serves the page, on a free port, and a browser to look at it with.

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";

import { chromium } from "playwright-core";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const screens = ["start", "decision", "profile", "values", "options", "option", "course", "safety", "money", "summary", "about", "clinician"];

const axe_source = readFile(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

export class Server {
    static async start() {
        const program = process.env.VESIKIN_PROGRAM;
        if (program === undefined) {
            throw new Error("VESIKIN_PROGRAM is the program that serves the page");
        }
        const child = spawn(program, ["serve", "--port", "0", "--log"], { stdio: ["ignore", "pipe", "pipe"] });
        const server = new Server(child);
        child.stderr.on("data", (text) => (server.log += text));
        const said = await new Promise((resolve, reject) => {
            let text = "";
            child.stdout.on("data", (part) => {
                text += part;
                if (text.includes("\n")) {
                    resolve(text);
                }
            });
            child.on("exit", (code) => reject(new Error(`ended with ${code}: ${server.log}`)));
        });
        server.address = /http:\/\/[^ ]+\//.exec(said)[0];
        return server;
    }

    constructor(child) {
        this.child = child;
        this.log = "";
    }

    /** The exit code. */
    async stop() {
        const ended = new Promise((resolve) => this.child.on("exit", resolve));
        this.child.kill("SIGTERM");
        return ended;
    }
}

export async function launch() {
    return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
}

/** Few people and worlds: the page is what is looked at, not the numbers. */
export async function ask_small(page) {
    await page.route("**/api/ask", (route) => {
        const question = route.request().postDataJSON();
        return route.continue({ postData: JSON.stringify({ ...question, ...(question.ask === "plan" ? { patients: 16, worlds: 10, delivery_people: 2 } : { people: 4, worlds: 4 }) }) });
    });
}

/** A page of the server, and what it asked for and complained of. */
export async function open_page(browser, server, { language = "en", small = true, ...options } = {}) {
    const context = await browser.newContext({ locale: language, ...options });
    const page = await context.newPage();
    page.requests = [];
    page.complaints = [];
    page.questions = [];
    page.on("request", (request) => {
        page.requests.push(request.url());
        if (request.url().endsWith("/api/ask")) {
            page.questions.push(request.postDataJSON());
        }
    });
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.complaints.push(message.text()));
    page.on("pageerror", (error) => page.complaints.push(error.message));
    if (small) {
        await ask_small(page);
    }
    await page.goto(server.address, { waitUntil: "load" });
    await page.locator("h1").waitFor();
    return page;
}

export async function go(page, screen) {
    await page.evaluate((name) => (window.location.hash = name), screen);
    await page.locator(`main[data-screen=${screen}] h1`).waitFor();
}

export async function choose_person(page, name) {
    await go(page, "start");
    await page.locator(`[data-person=${name}]`).click();
    await planned(page);
}

/** The full plan is there. */
export async function planned(page) {
    await page.locator(".status p[role=status]", { hasText: /\d/ }).waitFor();
    await page.locator("progress").waitFor({ state: "detached" });
}

export async function faults(page) {
    await page.evaluate(await axe_source);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}
