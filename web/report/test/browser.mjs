// Puts data into the built page the way the program does, and opens it in a real browser.

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const browser = process.env.CHROMIUM ?? "/usr/bin/chromium";
const limit_ms = 60_000;
const flags = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=3000",
];

export const marker = "__VESIKIN_REPORT_DATA__";

export function repository_file(path) {
    return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

export async function fixture(name) {
    return JSON.parse(await readFile(repository_file(`fixtures/${name}.json`), "utf8"));
}

/** The page as the program writes it: JSON in place of the marker, "<" escaped. */
export async function filled_page(data) {
    const template = await readFile(repository_file("dist/report.html"), "utf8");
    const json = JSON.stringify(data).replaceAll("<", "\\u003c");
    return template.split(marker).join(json);
}

/** The document after its scripts ran, as HTML text. */
export async function opened(html, extra_flags = ["--dump-dom"]) {
    const folder = await mkdtemp(join(tmpdir(), "vesikin-report-"));
    try {
        const page = join(folder, "report.html");
        await writeFile(page, html);
        const profile = `--user-data-dir=${join(folder, "profile")}`;
        const all = [...flags, profile, ...extra_flags, pathToFileURL(page).href];
        const { stdout } = await run(browser, all, { timeout: limit_ms, killSignal: "SIGKILL", maxBuffer: 64 << 20 });
        return stdout;
    } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
}
