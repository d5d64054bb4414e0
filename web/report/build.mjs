// Builds dist/report.html: one file with style and script inside, and one marker where the program writes its data.

import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
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
        metafile: true,
    });
    return { script: result.outputFiles[0].text.trim(), licences: await licences(result.metafile) };
}

/** Name and licence text of each package in the bundle: their licences ask to travel with every copy. */
async function licences(metafile) {
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
    const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    const names = used.flatMap(([path]) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
    const packages_by_text = new Map();
    for (const name of [...new Set(names)].sort()) {
        const folder = here(`node_modules/${name}`);
        const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
        if (file === undefined) {
            throw new Error(`${name} is in the bundle, but has no licence file`);
        }
        const text = (await readFile(join(folder, file), "utf8")).trim();
        packages_by_text.set(text, [...(packages_by_text.get(text) ?? []), name]);
    }
    return [...packages_by_text].map(([text, packages]) => `${packages.join(", ")}\n\n${text}`).join("\n\n\n");
}

function as_html(text) {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
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

const bundle = await page_script();
const scripts = { ERROR_SCRIPT: await minified("src/collect_errors.js", "js"), PAGE_SCRIPT: bundle.script };
Object.values(scripts).forEach(check_inline);
const hashes = Object.values(scripts).map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
const page = filled(await readFile(here("src/page.html"), "utf8"), {
    ...scripts,
    SCRIPT_HASHES: hashes.join(" "),
    STYLE: await minified("src/page.css", "css"),
    DATA: marker,
    LICENCES: as_html(bundle.licences),
});
if (page.split(marker).length !== 2) {
    throw new Error("the data marker must occur exactly once in the page");
}
await mkdir(here("dist"), { recursive: true });
await writeFile(here("dist/report.html.partial"), page);
await rename(here("dist/report.html.partial"), here("dist/report.html"));
console.log(`dist/report.html ${(Buffer.byteLength(page) / 1024).toFixed(0)} KiB`);
