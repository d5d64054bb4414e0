// Builds the page once, before any test looks at it.

import { fileURLToPath } from "node:url";

import { build } from "vite";

export default async function build_page() {
    // Under a test runner Svelte and its plugin would build for tests.
    const mode = process.env.NODE_ENV;
    process.env.NODE_ENV = "production";
    await build({ root: fileURLToPath(new URL("../../", import.meta.url)), logLevel: "warn", mode: "production" });
    process.env.NODE_ENV = mode;
}
