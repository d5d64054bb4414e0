// Asks the server that the page came from: events as they come, and by asking again where a stream does not get through.

import type { Answers, Engine, EngineEvent, Problem } from "./engine";

interface ServerEvent {
    event: string;
    data: unknown;
}

const poll_millisecond = 500;

/** What a server's event means to the page; nothing for an end without an answer. */
function event_of({ event, data }: ServerEvent): EngineEvent | null {
    switch (event) {
        case "progress":
            return { kind: "progress", ...(data as { done: number; total: number }) };
        case "coarse":
        case "answer":
            return { kind: event, answers: (data as { answers: Answers }).answers };
        case "problem":
            return { kind: "error", problem: data as Problem };
        default:
            return null;
    }
}

const is_last = (event: string): boolean => ["answer", "problem", "stopped"].includes(event);

/** The events of a stream of text/event-stream. */
export async function* events_in(chunks: AsyncIterable<string>): AsyncGenerator<ServerEvent> {
    let text = "";
    for await (const chunk of chunks) {
        text += chunk;
        for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n")) {
            const lines = text.slice(0, end).split("\n");
            text = text.slice(end + 2);
            const of = (name: string): string | undefined => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
            const [event, data] = [of("event"), of("data")];
            if (event !== undefined && data !== undefined) {
                yield { event, data: JSON.parse(data) as unknown };
            }
        }
    }
}

async function* text_of(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    const reader = body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
        yield decoder.decode(read.value, { stream: true });
    }
}

async function problem_of(response: Response): Promise<Problem> {
    try {
        return (await response.json()) as Problem;
    } catch {
        return { title: response.statusText, status: response.status };
    }
}

export class HttpEngine implements Engine {
    /** `unreachable` is said where the server does not answer. */
    constructor(private readonly unreachable: () => string) {}

    async *ask(question: object, language: string, signal: AbortSignal): AsyncGenerator<EngineEvent> {
        const headers = { "Content-Type": "application/json", "Accept-Language": language };
        let address = "";
        try {
            const taken = await fetch("/api/ask", { method: "POST", headers, body: JSON.stringify(question), signal });
            if (taken.status !== 202) {
                yield { kind: "error", problem: await problem_of(taken) };
                return;
            }
            address = `/api/jobs/${((await taken.json()) as { id: string }).id}`;
            signal.addEventListener("abort", () => void fetch(address, { method: "DELETE", keepalive: true }).catch(() => undefined));
            for await (const event of this.events_of(address, signal)) {
                yield event;
            }
        } catch {
            if (!signal.aborted) {
                yield { kind: "error", problem: { title: this.unreachable(), status: 0 } };
            }
        }
    }

    private async *events_of(address: string, signal: AbortSignal): AsyncGenerator<EngineEvent> {
        let seen = 0;
        try {
            const stream = await fetch(`${address}/events`, { signal });
            for await (const event of events_in(text_of(stream.body as ReadableStream<Uint8Array>))) {
                seen += event.event === "progress" ? 0 : 1;
                const said = event_of(event);
                if (said !== null) {
                    yield said;
                }
                if (is_last(event.event)) {
                    return;
                }
            }
        } catch (error) {
            if (signal.aborted) {
                throw error;
            }
        }
        yield* this.polled(address, seen, signal);
    }

    private async *polled(address: string, seen: number, signal: AbortSignal): AsyncGenerator<EngineEvent> {
        for (;;) {
            const response = await fetch(address, { signal });
            if (!response.ok) {
                yield { kind: "error", problem: await problem_of(response) };
                return;
            }
            const state = (await response.json()) as { done: number; total: number; events: ServerEvent[] };
            yield { kind: "progress", done: state.done, total: state.total };
            for (const event of state.events.slice(seen)) {
                const said = event_of(event);
                if (said !== null) {
                    yield said;
                }
                if (is_last(event.event)) {
                    return;
                }
            }
            seen = state.events.length;
            await new Promise((resolve) => setTimeout(resolve, poll_millisecond));
        }
    }
}
