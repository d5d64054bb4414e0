// Made by `npm run types` from docs/api/run.words.schema.json; change that file instead.

/**
 * What the page of a run says in one language.
 */
export interface WordsOfARun {
    /**
     * Fixed words by key: data/texts/<language>/page.toml and the file of the page. Braces are filled in by the page.
     */
    texts: {
        [k: string]: string;
    };
    /**
     * Heading of the page. Plain text, never markup.
     */
    title: string;
    /**
     * What was asked, in a sentence or two; may be empty.
     */
    description: string;
    /**
     * What to know before believing a result.
     */
    limitations: string[];
    /**
     * What the answer names, by kind of thing and by name; English where the language has no label. What is missing is called by its name.
     */
    labels: {
        [k: string]: {
            [k: string]: string;
        };
    };
}
