// Making elements. Text from data only ever becomes a text node, so it can never become markup.

export type Child = Node | string | null;

/** An HTML element with attributes and children; null children are left out. */
export function element<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    attributes: Record<string, string> = {},
    children: Child[] = [],
): HTMLElementTagNameMap[Name] {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        made.setAttribute(key, value);
    }
    for (const child of children) {
        if (child !== null) {
            made.append(child);
        }
    }
    return made;
}

/** An SVG element with attributes and children. */
export function svg_element(
    name: string,
    attributes: Record<string, string>,
    children: SVGElement[] = [],
): SVGElement {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) {
        made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
}

/** A select box with its label in front. `changed` gets the chosen value. */
export function choice(
    id: string,
    label: string,
    options: { value: string; text: string }[],
    changed: (value: string) => void,
): HTMLElement {
    const select = element(
        "select",
        { id },
        options.map((option) => element("option", { value: option.value }, [option.text])),
    );
    select.addEventListener("change", () => changed(select.value));
    return element("p", { class: "control" }, [element("label", { for: id }, [label]), select]);
}

/** A headed section that the page's contents list can point to. */
export function section(id: string, heading: string, children: Child[]): HTMLElement {
    return element("section", { id, "aria-labelledby": `${id}-heading` }, [
        element("h2", { id: `${id}-heading` }, [heading]),
        ...children,
    ]);
}
