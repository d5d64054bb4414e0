import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
    preprocess: vitePreprocess(),
    compilerOptions: {
        // Tables that become cards on a phone lose their roles to `display`, so these stand in words.
        warningFilter: (warning) => warning.code !== "a11y_no_redundant_roles",
    },
};
