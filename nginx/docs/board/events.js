// Server-sent events (HTML Living Standard, 9.2) by fetch, for an EventSource sends no Authorization header.

/** Longer than the stream is ever silent: it says something every fifteen seconds. */
const SILENT_SECONDS = 45;

/** Each event as {name, id, data}; ends when the stream does. Throws when it cannot be had or falls silent. */
export async function* eventsOf(url, token, lastEventId, signal) {
  const silence = new AbortController();
  const headers = { Accept: "text/event-stream", Authorization: `Bearer ${token}` };
  if (lastEventId) headers["Last-Event-ID"] = lastEventId;
  let timer = setTimeout(() => silence.abort(), SILENT_SECONDS * 1000);
  try {
    const both = AbortSignal.any([signal, silence.signal]);
    const response = await fetch(url, { headers, signal: both, cache: "no-store" });
    if (!response.ok) throw new Error(`The stream answered ${response.status}.`);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENT_SECONDS * 1000);
      const blocks = (rest + read.value).split("\n\n");
      rest = blocks.pop();
      yield* blocks.map(parsed);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** What is no event, as a heartbeat, has no name; it may have an id. */
function parsed(block) {
  const field = (name) => block.match(new RegExp(`^${name}: ?(.*)$`, "m"))?.[1] ?? "";
  return { name: field("event"), id: field("id"), data: field("data") };
}
