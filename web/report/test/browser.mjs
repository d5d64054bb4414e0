// Puts data into the built page the way the program does, and opens it in a real browser.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const flags = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

export const marker = "__VESIKIN_REPORT_DATA__";

export function web_file(path) {
    return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

export async function fixture(name) {
    return JSON.parse(await readFile(web_file(`report/fixtures/${name}.json`), "utf8"));
}

export async function template() {
    return readFile(web_file("dist/report.html"), "utf8");
}

/** The page as the program writes it: JSON in place of the marker, "<" escaped. */
export async function filled_page(data) {
    const json = JSON.stringify(data).replaceAll("<", "\\u003c");
    return (await template()).split(marker).join(json);
}

const axe_source = readFile(web_file("node_modules/axe-core/axe.min.js"), "utf8");

/** A browser, and pages in it that are opened from disk without a server. */
export class Browser {
    static async launch() {
        const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
        const browser = await chromium.launch({ executablePath, args: flags });
        return new Browser(browser, await mkdtemp(join(tmpdir(), "vesikin-report-")));
    }

    constructor(browser, folder) {
        this.browser_ = browser;
        this.folder_ = folder;
        this.pages_ = 0;
    }

    /** The page with `html`; `page.requests` lists the addresses that it asked for, its own first. */
    async open(html, options = {}) {
        this.pages_ += 1;
        const file = join(this.folder_, `page-${this.pages_}.html`);
        await writeFile(file, html);
        const context = await this.browser_.newContext(options);
        const page = await context.newPage();
        page.requests = [];
        page.on("request", (request) => page.requests.push(request.url()));
        await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
        return page;
    }

    /** Looks at the page of `data`, which must not fail, nor ask for anything but itself. */
    async with_page(data, options, look) {
        const page = await this.open(await filled_page(data), options);
        try {
            await look(page);
            const errors = await page.locator("#script-errors").textContent();
            if (errors !== "" || page.requests.length !== 1) {
                throw new Error(`errors: ${errors}; asked for: ${page.requests.slice(1)}`);
            }
        } finally {
            await page.context().close();
        }
    }

    /** The document after its scripts ran, as HTML text; `act` runs before it is read. */
    async opened(html, act = async () => {}) {
        const page = await this.open(html);
        try {
            await act(page);
            return await page.content();
        } finally {
            await page.context().close();
        }
    }

    async close() {
        await this.browser_.close();
        await rm(this.folder_, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
}

/** What axe finds fault with, a line each. */
export async function faults(page) {
    await page.evaluate(await axe_source);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

export async function overflow(page) {
    return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** Opens everything that can be opened. */
export async function open_all(page) {
    for (const summary of await page.locator("main summary").all()) {
        await summary.click();
    }
}
