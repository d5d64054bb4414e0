// The engine behind the page, with a server of the test's own: streams cut anywhere, streams that fail, refusals and stopping.

import { afterEach, assert, test, vi } from "vitest";

import type { EngineEvent } from "./engine";
import { events_in, HttpEngine } from "./http_engine";

afterEach(() => vi.unstubAllGlobals());

async function* pieces(...texts: string[]): AsyncGenerator<string> {
    yield* texts;
}

async function all<One>(stream: AsyncIterable<One>): Promise<One[]> {
    const found: One[] = [];
    for await (const one of stream) {
        found.push(one);
    }
    return found;
}

const stream_text = `: \n\nevent: progress\ndata: {"done":1,"total":2}\n\nevent: coarse\ndata: {"complete":true,"answers":{"en":{"a":"\\n\\n"}}}\n\nevent: answer\ndata: {"complete":true,"answers":{"en":{"a":2}}}\n\n`;

test("events are found wherever the stream is cut", async () => {
    const whole = await all(events_in(pieces(stream_text)));
    assert.deepEqual(whole.map(({ event }) => event), ["progress", "coarse", "answer"]);
    for (let cut = 1; cut < stream_text.length; ++cut) {
        assert.deepEqual(await all(events_in(pieces(stream_text.slice(0, cut), stream_text.slice(cut)))), whole);
    }
});

interface Call {
    method: string;
    address: string;
}

/** `fetch` that answers by method and address. */
function serve(answers: Record<string, () => Response>): Call[] {
    const calls: Call[] = [];
    vi.stubGlobal("fetch", async (address: string, { method = "GET", signal }: { method?: string; signal?: AbortSignal } = {}) => {
        signal?.throwIfAborted();
        calls.push({ method, address });
        const answer = answers[`${method} ${address}`];
        if (answer === undefined) {
            throw new TypeError("no such address");
        }
        return answer();
    });
    return calls;
}

const taken = (): Response => new Response(`{"id":"7"}`, { status: 202 });
const engine = new HttpEngine(() => "unreachable");
const ask = (signal = new AbortController().signal): Promise<EngineEvent[]> => all(engine.ask({}, "en", signal));

test("progress, a coarse answer and the full one", async () => {
    serve({ "POST /api/ask": taken, "GET /api/jobs/7/events": () => new Response(stream_text) });
    assert.deepEqual((await ask()).map(({ kind }) => kind), ["progress", "coarse", "answer"]);
});

test("where the stream fails, the job is asked after, and nothing comes twice", async () => {
    const state = { done: 2, total: 2, events: [{ event: "coarse", data: { answers: {} } }, { event: "answer", data: { answers: { en: 2 } } }] };
    serve({
        "POST /api/ask": taken,
        "GET /api/jobs/7/events": () => new Response(stream_text.slice(0, stream_text.indexOf("event: answer"))),
        "GET /api/jobs/7": () => new Response(JSON.stringify(state)),
    });
    assert.deepEqual((await ask()).map(({ kind }) => kind), ["progress", "coarse", "progress", "answer"]);
});

test("a refusal is said as the server says it", async () => {
    serve({ "POST /api/ask": () => new Response(`{"title":"too many","status":429}`, { status: 429 }) });
    assert.deepEqual(await ask(), [{ kind: "error", problem: { title: "too many", status: 429 } }]);
});

test("a server that is not there is said, once", async () => {
    serve({});
    assert.deepEqual(await ask(), [{ kind: "error", problem: { title: "unreachable", status: 0 } }]);
});

test("stopping stops the job, and says nothing more", async () => {
    const stop = new AbortController();
    const calls = serve({ "POST /api/ask": taken, "DELETE /api/jobs/7": () => new Response(null, { status: 204 }), "GET /api/jobs/7/events": () => new Response(stream_text) });
    const kinds: string[] = [];
    for await (const event of engine.ask({}, "en", stop.signal)) {
        kinds.push(event.kind);
        stop.abort();
        break;
    }
    assert.deepEqual(kinds, ["progress"]);
    assert.deepEqual(calls.map(({ method }) => method), ["POST", "GET", "DELETE"]);
});
