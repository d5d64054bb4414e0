// The questions in an order in which people think of them, one topic a step.

import type { Question } from "./facts";

interface Topic {
    id: string;
    questions: string[];
}

const topics: Topic[] = [
    { id: "skin", questions: ["state", "itch", "poem", "baseline_easi", "easi_now", "target"] },
    { id: "body", questions: ["regions"] },
    { id: "you", questions: ["age", "sex", "weight_kg"] },
    { id: "treatments", questions: ["treatments_now", "treatments_past"] },
    { id: "limits", questions: ["copayment", "budget_month_jpy", "budget_all_jpy", "visits_per_month", "downtime_days", "pain_at_most", "needles"] },
    { id: "safety", questions: ["pregnancy", "blood_donor", "skin_infection", "cancer", "anticoagulant", "allergy", "keloid", "immunosuppression"] },
];

/** Asked where points are given. */
const elsewhere = ["goals"];

/** Every question has a place: those that no topic names come last. */
export function topics_of(questions: Question[]): { id: string; questions: Question[] }[] {
    const named = new Set([...elsewhere, ...topics.flatMap((topic) => topic.questions)]);
    const others = questions.filter(({ id }) => !named.has(id));
    const filled = topics.map((topic) => ({ id: topic.id, questions: questions.filter(({ id }) => topic.questions.includes(id)) }));
    return [...filled, { id: "more", questions: others }].filter((topic) => topic.questions.length > 0);
}
