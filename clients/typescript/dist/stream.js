import { Refusal, Unreachable } from "./refusal.js";
/** Three heartbeats of the server; a connection on which so long nothing came is no connection any more. */
const LONGEST_SILENCE = 45_000;
const LONGEST_PAUSE = 30_000;
const RENEWING = ["token_expired", "rights_changed"];
/** News without an end: comes back behind what was had last, whatever befalls the connection, until `signal` says. */
export async function* follow(open, { lastEventId = "", signal, onConnection }) {
    let last = lastEventId;
    let renewed = false;
    let retry = 1000;
    let pause = retry;
    while (!signal?.aborted) {
        const connection = new AbortController();
        const hangUp = () => connection.abort();
        signal?.addEventListener("abort", hangUp);
        try {
            const response = await open(last, renewed, connection.signal);
            renewed = false;
            onConnection?.(true);
            for await (const { id, event, data, retry: asked } of blocks(response, hangUp)) {
                last = id || last;
                pause = retry = asked ?? retry;
                if (event === "end")
                    renewed = RENEWING.includes(String(data?.["reason"]));
                else if (event && data)
                    yield { event, data, id: last };
            }
        }
        catch (error) {
            if (!signal?.aborted && !passes(error))
                throw error;
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        finally {
            signal?.removeEventListener("abort", hangUp);
            hangUp();
            onConnection?.(false);
        }
        await waited(renewed ? 0 : pause, signal);
    }
}
/** What is sent up to each empty line, as the HTML standard has it; our server ends lines with a line feed alone. */
async function* blocks(response, hangUp) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
        const silence = setTimeout(hangUp, LONGEST_SILENCE);
        const { done, value } = await reader.read().finally(() => clearTimeout(silence));
        if (done)
            return;
        const parts = (text + value).split("\n\n");
        text = parts.pop() ?? "";
        for (const part of parts) {
            const fields = new Map(part.split("\n").map((line) => split(line)));
            const data = fields.get("data");
            yield {
                id: fields.get("id"),
                event: fields.get("event"),
                data: data === undefined ? undefined : JSON.parse(data),
                retry: Number(fields.get("retry")) || undefined,
            };
        }
    }
}
function split(line) {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
}
/** Whether it is worth coming back: the connection broke, or somebody is away or busy. */
function passes(error) {
    if (error instanceof Refusal)
        return error.status === 429 || error.status >= 500;
    return error instanceof Unreachable || error instanceof TypeError || isAbort(error);
}
function isAbort(error) {
    return error instanceof DOMException && error.name === "AbortError";
}
function waited(milliseconds, signal) {
    return new Promise((done) => {
        const timer = setTimeout(end, milliseconds);
        function end() {
            clearTimeout(timer);
            signal?.removeEventListener("abort", end);
            done();
        }
        signal?.addEventListener("abort", end);
    });
}
