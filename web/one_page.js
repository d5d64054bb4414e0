// Makes one file of a build: a page with style and script inside, and one marker where the program writes its data.

import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { transformWithEsbuild } from "vite";

const marker = "__VESIKIN_REPORT_DATA__";
const packages = fileURLToPath(new URL("node_modules/", import.meta.url));

/** `template` has the places {{...}}; `first_script` runs before everything else. */
export function one_page({ name, template, first_script }) {
    return {
        name: "one-page",
        enforce: "post",
        apply: "build",
        async generateBundle(_options, bundle) {
            const chunk = only(bundle, (file) => file.type === "chunk");
            const style = only(bundle, (file) => file.fileName.endsWith(".css"));
            const first = await transformWithEsbuild(await readFile(first_script, "utf8"), first_script, { minify: true });
            const scripts = { ERROR_SCRIPT: first.code.trim(), PAGE_SCRIPT: await without_comment_marks(chunk.code.trim()) };
            Object.values(scripts).forEach(check_inline);
            const page = filled(await readFile(template, "utf8"), {
                ...scripts,
                SCRIPT_HASHES: Object.values(scripts).map(hash_of).join(" "),
                STYLE: String(style.source).trim(),
                DATA: marker,
                LICENCES: as_html(await licences(chunk)),
            });
            if (page.split(marker).length !== 2) {
                throw new Error("the data marker must occur exactly once in the page");
            }
            for (const file of Object.keys(bundle)) {
                delete bundle[file];
            }
            this.emitFile({ type: "asset", fileName: name, source: page });
        },
    };
}

function only(bundle, is_wanted) {
    const found = Object.values(bundle).filter(is_wanted);
    if (found.length !== 1) {
        throw new Error(`one script and one style make a page, but there are ${found.length} of a kind`);
    }
    return found[0];
}

/** Templates of elements hold comments as text; written otherwise, they are the same text and no mark of HTML. */
async function without_comment_marks(script) {
    const same = script.replaceAll("<!--", "\\x3C!--");
    await transformWithEsbuild(same, "page.js"); // fails where the mark was no text
    return same;
}

/** An inline script may not hold what would end it, or make the browser read past its end. */
function check_inline(script) {
    if (/<\/script|<!--/i.test(script)) {
        throw new Error("a script holds text that cannot stand inside an HTML script element");
    }
}

function hash_of(script) {
    return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}

/** Name and licence text of each package in the bundle: their licences ask to travel with every copy. */
export async function licences(chunk) {
    const used = Object.entries(chunk.modules).filter(([, { renderedLength }]) => renderedLength > 0);
    const names = used.flatMap(([path]) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
    const packages_by_text = new Map();
    for (const name of [...new Set(names)].sort()) {
        const folder = join(packages, name);
        const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
        if (file === undefined) {
            throw new Error(`${name} is in the bundle, but has no licence file`);
        }
        const text = (await readFile(join(folder, file), "utf8")).trim();
        packages_by_text.set(text, [...(packages_by_text.get(text) ?? []), name]);
    }
    return [...packages_by_text].map(([text, owners]) => `${owners.join(", ")}\n\n${text}`).join("\n\n\n");
}

function as_html(text) {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function filled(template, parts) {
    return template.replace(/\{\{([A-Z_]+)\}\}/g, (_, name) => parts[name]);
}
