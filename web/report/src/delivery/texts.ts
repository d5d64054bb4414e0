// The words of the delivery page, by key; names in braces are filled in by the page.

export const texts = {
    title: "From the session to the cells",
    notice:
        "Most numbers are estimates with wide bands, animal work or small studies; " +
        "no way of giving vesicles is an approved treatment of atopic dermatitis.",
    kicker: "Vesikin · delivery of vesicles to skin",
    fact_people: "Virtual people",
    fact_people_text: "{people} in each of {worlds} worlds",
    fact_ways: "Ways",
    table: "Table of the same numbers",
    way: "Way",
    median_and_band: "{median} ({low} to {high})",
    comparison_heading: "The ways compared",
    comparison_remark:
        "Dot: median. Bar: 5 to 95 % of people and worlds together, {hours} hours after the start. What nobody knows is drawn once per world. " +
        "Each panel has its own logarithmic scale; what lies below it is drawn at its left end, and 0 not at all.",
    comparison_none: "0 in every way.",
    section_heading: "Where the vesicles are",
    section_remark:
        "The skin of the typical person, the one with every median, all on one scale. Free vesicles are shaded, per ml of tissue and averaged over the treated area; " +
        "what cells have taken up is not. Paths of devices show their depth, not their width.",
    section_shade: "Free particles per ml",
    section_hour: "Hours after the start",
    section_caption: "Skin of the {site}, {condition}, after {hour} h",
    section_alt: "{way}: cross-section of the {site} after {hour} h. Free particles per ml: {layers}.",
    section_depth: "Depth, µm",
    section_layer: "Layer",
    section_film: "film of product",
    section_below: "subcutis",
    section_needle: "The needle tip lies at {tip} µm.",
    section_channels: "{density} channels per cm², {tip} µm deep.",
    section_pores: "Ultrasound opens pores in the stratum corneum.",
    section_vessels: "Vesicles come with the blood; vessels are drawn freely.",
    session: "{label} labelled particles in {volume} ml on the {site} ({area} cm²), {condition} skin.",
    session_active_allowed: "Offered on active atopic dermatitis.",
    session_active_refused: "Not offered on active atopic dermatitis.",
    depths_caption: "Free particles per ml by depth and time",
    depths_remark: "Median of all people and worlds, in the shades of the sections.",
    depths_alt: "{way}: free particles per ml, median of all people and worlds. After {hour} h, by depth: {values}.",
    places_caption: "Where the label is, percent",
    places_remark: "Each line is a median of its own, so a time need not add up to 100.",
    places_alt: "{way}: where the label is after {hour} h, percent: {places}.",
    places_hour: "Hours after the start",
    plasma_caption: "Free particles in plasma, per ml",
    plasma_alt: "{way}: free particles in plasma per ml, median: {first} after {first_hour} h, {last} after {last_hour} h.",
    variance_caption: "What the spread of particles per cm² of dermis comes from",
    variance_alt: "{way}: what the spread of particles per cm² of dermis comes from: {shares}.",
    variance_none: "Nothing: no vesicles were given.",
    variance_parameter: "Parameter",
    variance_share: "Share of the variance of ranks",
    variance_correlation: "Rank correlation",
    practice_heading: "In practice",
    practice_fact: "Fact",
    practice_typical: "Typical",
    practice_range: "Range",
    practice_unit: "Unit",
    practice_basis: "Source, evidence, mark",
    practice_harm: "Risk per session: {harm}",
};

/** Measures compared, with the factor that makes the unit of the heading. */
export const compared = [
    { measure: "reached_dermis", heading: "Into the dermis of the site, % of the label", factor: 100 },
    { measure: "whole_skin", heading: "Into all skin, % of the label", factor: 100 },
    { measure: "below_dermis", heading: "Put below the dermis, % of the label", factor: 100 },
    { measure: "dermis_per_cm2", heading: "Dermis, particles per cm²", factor: 1 },
    { measure: "skin_per_cell", heading: "Skin, vesicles per nucleated cell", factor: 1 },
    { measure: "untreated_per_cm2", heading: "Untreated skin, particles per cm²", factor: 1 },
    { measure: "plasma_peak", heading: "Peak in plasma, particles per ml", factor: 1 },
    { measure: "open_area", heading: "Barrier opened, % of the treated area", factor: 100 },
    { measure: "open_half_life", heading: "Half-life of the opening, hours", factor: 24 },
];

/** Places that need more than their name. */
const place_labels: Record<string, string> = {
    film: "film or bag",
    corneum: "stratum corneum",
    cells: "taken up by cells",
};

export function place_label(name: string): string {
    return place_labels[name] ?? words_of(name);
}

/** A name of the data in words. */
export function words_of(name: string): string {
    return name.replaceAll("_", " ");
}
