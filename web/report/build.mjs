// Builds dist/report.html: one file with style and script inside, and one marker where the program writes its data.

import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { build, transform } from "esbuild";

const marker = "__VESIKIN_REPORT_DATA__";
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

async function page_script() {
    const result = await build({
        entryPoints: [here("src/main.ts")],
        bundle: true,
        format: "iife",
        target: "es2021",
        minify: true,
        legalComments: "none",
        charset: "ascii",
        write: false,
    });
    return result.outputFiles[0].text.trim();
}

async function minified(path, loader) {
    const { code } = await transform(await readFile(here(path), "utf8"), { loader, minify: true });
    return code.trim();
}

function filled(template, parts) {
    return template.replace(/\{\{([A-Z_]+)\}\}/g, (_, name) => parts[name]);
}

/** An inline script may not hold what would end it, or make the browser read past its end. */
function check_inline(script) {
    if (/<\/script|<!--/i.test(script)) {
        throw new Error("a script holds text that cannot stand inside an HTML script element");
    }
}

const scripts = { ERROR_SCRIPT: await minified("src/collect_errors.js", "js"), PAGE_SCRIPT: await page_script() };
Object.values(scripts).forEach(check_inline);
const hashes = Object.values(scripts).map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
const page = filled(await readFile(here("src/page.html"), "utf8"), {
    ...scripts,
    SCRIPT_HASHES: hashes.join(" "),
    STYLE: await minified("src/page.css", "css"),
    DATA: marker,
});
if (page.split(marker).length !== 2) {
    throw new Error("the data marker must occur exactly once in the page");
}
await mkdir(here("dist"), { recursive: true });
await writeFile(here("dist/report.html.partial"), page);
await rename(here("dist/report.html.partial"), here("dist/report.html"));
console.log(`dist/report.html ${(Buffer.byteLength(page) / 1024).toFixed(0)} KiB`);
