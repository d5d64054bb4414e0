import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

import { one_page } from "./one_page.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
    root: here("."),
    publicDir: false,
    plugins: [
        svelte(),
        one_page({ name: "report.html", template: here("report/page.html"), first_script: here("report/src/collect_errors.js") }),
    ],
    esbuild: { charset: "ascii", legalComments: "none" },
    build: {
        outDir: here("dist"),
        emptyOutDir: true,
        target: "es2021",
        cssCodeSplit: false,
        modulePreload: false,
        reportCompressedSize: false,
        rollupOptions: {
            input: here("report/src/main.ts"),
            output: { format: "iife", inlineDynamicImports: true },
        },
    },
    test: {
        include: ["app/*.test.mjs", "app/src/**/*.test.ts", "kit/**/*.test.ts", "report/**/*.test.{ts,mjs}"],
        globalSetup: here("report/test/build_page.mjs"),
        testTimeout: 60_000,
        hookTimeout: 60_000,
        // Each file has a browser of its own, and the machine few processors.
        maxWorkers: 2,
        minWorkers: 1,
    },
});
