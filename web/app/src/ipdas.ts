// How the page stands to each item of IPDAS v4, by its makers. Words of an item: ipdas_<id>, and ipdas_<id>_where.

export type IpdasState = "met" | "partly" | "not_met" | "not_applicable";

export interface IpdasItem {
    id: string;
    kind: "qualifying" | "certifying" | "quality";
    state: IpdasState;
}

export const ipdas_items: IpdasItem[] = [
    { id: "q1", kind: "qualifying", state: "met" },
    { id: "q2", kind: "qualifying", state: "met" },
    { id: "q3", kind: "qualifying", state: "met" },
    { id: "q4", kind: "qualifying", state: "met" },
    { id: "q5", kind: "qualifying", state: "met" },
    { id: "q6", kind: "qualifying", state: "partly" },
    { id: "c1", kind: "certifying", state: "partly" },
    { id: "c2", kind: "certifying", state: "met" },
    { id: "c3", kind: "certifying", state: "met" },
    { id: "c4", kind: "certifying", state: "partly" },
    { id: "c5", kind: "certifying", state: "met" },
    { id: "c6", kind: "certifying", state: "met" },
    { id: "c7", kind: "certifying", state: "not_applicable" },
    { id: "i1", kind: "quality", state: "met" },
    { id: "i2", kind: "quality", state: "met" },
    { id: "i3", kind: "quality", state: "partly" },
    { id: "p1", kind: "quality", state: "met" },
    { id: "p2", kind: "quality", state: "met" },
    { id: "p3", kind: "quality", state: "met" },
    { id: "p4", kind: "quality", state: "met" },
    { id: "p5", kind: "quality", state: "met" },
    { id: "p6", kind: "quality", state: "met" },
    { id: "p7", kind: "quality", state: "met" },
    { id: "v1", kind: "quality", state: "met" },
    { id: "v2", kind: "quality", state: "partly" },
    { id: "g1", kind: "quality", state: "met" },
    { id: "g2", kind: "quality", state: "met" },
    { id: "d1", kind: "quality", state: "not_met" },
    { id: "d2", kind: "quality", state: "not_met" },
    { id: "d3", kind: "quality", state: "not_met" },
    { id: "d4", kind: "quality", state: "not_met" },
    { id: "d5", kind: "quality", state: "not_met" },
    { id: "d6", kind: "quality", state: "not_met" },
    { id: "e1", kind: "quality", state: "partly" },
    { id: "e2", kind: "quality", state: "met" },
    { id: "s1", kind: "quality", state: "partly" },
    { id: "l1", kind: "quality", state: "partly" },
    { id: "f1", kind: "quality", state: "not_met" },
    { id: "f2", kind: "quality", state: "not_met" },
];
