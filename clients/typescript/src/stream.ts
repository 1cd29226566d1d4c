import { Refusal, Unreachable } from "./refusal.js";

/** That something is different; `data` has what is known of it, what is so now is read at its own address. */
export interface News {
  /** As `project.progressed`; `reset` says that anything may have changed. */
  readonly event: string;
  readonly data: NewsData;
  /** Where a later stream goes on: `lastEventId`. */
  readonly id: string;
}
export interface NewsData {
  readonly event_id?: string;
  readonly occurred_at?: string;
  readonly resource?: { readonly type: string; readonly id: string };
  readonly [name: string]: unknown;
}
export interface StreamOptions {
  /** `board`, for the staff, and `project:` with an id; the news of one's own inbox come without. */
  readonly topics?: readonly string[];
  readonly lastEventId?: string;
  readonly signal?: AbortSignal;
  /** Called with true when the stream is there, with false when it is away, for a page that says so. */
  readonly onConnection?: (isThere: boolean) => void;
}

/** Asks for the stream behind `last`; `renewed` where the token of before is over. */
export type Open = (last: string, renewed: boolean, signal: AbortSignal) => Promise<Response>;

/** Three heartbeats of the server; a connection on which so long nothing came is no connection any more. */
const LONGEST_SILENCE = 45_000;
const LONGEST_PAUSE = 30_000;
const RENEWING = ["token_expired", "rights_changed"];

/** News without an end: comes back behind what was had last, whatever befalls the connection, until `signal` says. */
export async function* follow(open: Open, { lastEventId = "", signal, onConnection }: StreamOptions): AsyncGenerator<News> {
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
        if (event === "end") renewed = RENEWING.includes(String(data?.["reason"]));
        else if (event && data) yield { event, data, id: last };
      }
    } catch (error) {
      if (!signal?.aborted && !passes(error)) throw error;
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    } finally {
      signal?.removeEventListener("abort", hangUp);
      hangUp();
      onConnection?.(false);
    }
    await waited(renewed ? 0 : pause, signal);
  }
}

interface Block {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: NewsData | undefined;
  readonly retry: number | undefined;
}

/** What is sent up to each empty line, as the HTML standard has it; our server ends lines with a line feed alone. */
async function* blocks(response: Response, hangUp: () => void): AsyncGenerator<Block> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const silence = setTimeout(hangUp, LONGEST_SILENCE);
    const { done, value } = await reader.read().finally(() => clearTimeout(silence));
    if (done) return;
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

function split(line: string): [string, string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
}

/** Whether it is worth coming back: the connection broke, or somebody is away or busy. */
function passes(error: unknown): boolean {
  if (error instanceof Refusal) return error.status === 429 || error.status >= 500;
  return error instanceof Unreachable || error instanceof TypeError || isAbort(error);
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

function waited(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
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
