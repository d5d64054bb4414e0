// The page of the server: one page, one script, one style, and no script inside the page.

import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

import { licences } from "./one_page.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const licence_file = {
    name: "licence-file",
    enforce: "post",
    apply: "build",
    async generateBundle(_options, bundle) {
        const chunk = Object.values(bundle).find((file) => file.type === "chunk");
        this.emitFile({ type: "asset", fileName: "licences.txt", source: await licences(chunk) });
    },
};

export default defineConfig({
    root: here("app"),
    publicDir: false,
    plugins: [svelte({ configFile: here("svelte.config.js") }), licence_file],
    esbuild: { charset: "ascii", legalComments: "none" },
    build: {
        outDir: here("dist/app"),
        emptyOutDir: true,
        target: "es2021",
        cssCodeSplit: false,
        modulePreload: false,
        reportCompressedSize: false,
        assetsInlineLimit: 0,
        rollupOptions: {
            output: { inlineDynamicImports: true, entryFileNames: "app.js", assetFileNames: "app[extname]" },
        },
    },
});
