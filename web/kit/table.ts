// The table twin of a picture.

export interface Table {
    caption: string;
    /** The first heads the row heads. */
    heads: string[];
    /** The first cell heads its row. */
    rows: string[][];
    /** Cells hold words, which may run over lines. */
    has_words?: boolean;
}
