import { OPERATIONS } from "./operations.js";
import { Pages } from "./pages.js";
import { Refusal, Unreachable, refusalOf } from "./refusal.js";
import { Session, deviceInMemory, inMemory } from "./session.js";
import { follow } from "./stream.js";
const LONGEST_WAIT = 5;
const STREAM = { method: "GET", path: "/api/v1/notifications/stream/" };
const etags = new WeakMap();
/** The ETag that an answer came with: names the state that was read. */
export function etagOf(answer) {
    const etag = etags.get(answer);
    if (etag === undefined)
        throw new TypeError("Only what was answered by itself, not a row of a list, has an ETag.");
    return etag;
}
export function createClient(options = {}) {
    const requests = new Requests(options);
    const calls = {};
    for (const name of Object.keys(OPERATIONS)) {
        calls[name] = (asked = {}) => requests.give(name, asked);
    }
    return {
        ...calls,
        signOut: () => requests.signOut(),
        isSignedIn: () => requests.isSignedIn(),
        stream: (options = {}) => requests.stream(options),
    };
}
class Requests {
    #base;
    #fetch;
    #retries;
    #store;
    #device;
    #apiKey;
    #session;
    constructor({ baseUrl = "", tokens = inMemory(), apiKey, retries = 2, fetch: own }) {
        this.#base = baseUrl.replace(/\/+$/, "");
        this.#fetch = own ?? ((...request) => fetch(...request));
        this.#retries = retries;
        this.#store = tokens;
        this.#device = tokens.device ?? deviceInMemory();
        this.#apiKey = apiKey;
        this.#session = new Session(tokens, (refresh) => this.#exchange(refresh));
    }
    give(name, asked) {
        if (!OPERATIONS[name].pages)
            return this.#ask(name, asked);
        const read = (cursor) => this.#ask(name, cursor === undefined ? asked : { ...asked, query: { ...asked.query, cursor } });
        return new Pages(read);
    }
    stream(options) {
        const query = options.topics?.length ? { topics: options.topics.join(",") } : {};
        return follow(async (last, renewed, signal) => {
            const tokens = await this.#store.load();
            if (renewed && tokens)
                await this.#session.renewed(tokens);
            const request = this.#request(STREAM, { query, signal });
            request.init.headers.set("Accept", "text/event-stream");
            if (last)
                request.init.headers.set("Last-Event-ID", last);
            return this.#answered("streamNews", STREAM, request);
        }, options);
    }
    async isSignedIn() {
        return (await this.#store.load()) !== undefined;
    }
    async signOut() {
        const tokens = await this.#store.load();
        await this.#store.save(undefined);
        if (tokens)
            await this.#ask("signOut", { body: { refresh: tokens.refresh } });
    }
    async #exchange(refresh) {
        try {
            return (await this.#ask("refreshToken", { body: { refresh } }));
        }
        catch (error) {
            // With 401 the session has ended; whatever else it was may pass. Who signed in again meanwhile stays so.
            const isStillKept = (await this.#store.load())?.refresh === refresh;
            if (error instanceof Refusal && error.status === 401 && isStillKept)
                await this.#store.save(undefined);
            throw error;
        }
    }
    async #ask(name, asked) {
        const operation = OPERATIONS[name];
        const whole = operation.takesDevice ? await this.#withDevice(asked) : asked;
        const response = await this.#answered(name, operation, this.#request(operation, whole));
        const answer = response.status === 204 ? undefined : await response.json();
        const etag = response.headers.get("ETag");
        if (etag && typeof answer === "object" && answer !== null)
            etags.set(answer, etag);
        if (operation.signsIn)
            await this.#enter(answer);
        return answer;
    }
    async #enter(answer) {
        // A second factor is asked for first.
        if (!("access" in answer))
            return;
        await this.#store.save({ access: answer.access, refresh: answer.refresh });
        await this.#device.save(answer.device_token);
    }
    async #withDevice(asked) {
        const device_token = await this.#device.load();
        return device_token === undefined ? asked : { ...asked, body: { device_token, ...asked.body } };
    }
    /** The answer as it comes; a spent token is renewed for it. */
    async #answered(name, operation, request) {
        const tokens = operation.open || this.#apiKey ? undefined : await this.#store.load();
        const bearer = operation.open ? undefined : (this.#apiKey ?? tokens?.access);
        let response = await this.#send(operation, request, bearer);
        if (tokens && response.status === 401) {
            const refusal = await refusalOf(name, response);
            if (refusal.code !== "token_expired")
                throw refusal;
            const renewed = await this.#session.renewed(tokens);
            if (!renewed)
                throw refusal;
            response = await this.#send(operation, request, renewed.access);
        }
        if (!response.ok)
            throw await refusalOf(name, response);
        return response;
    }
    #request(operation, asked) {
        const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(asked.path?.[name] ?? ""));
        const query = new URLSearchParams();
        for (const [name, value] of Object.entries(asked.query ?? {})) {
            if (value !== undefined)
                query.set(name, String(value));
        }
        const headers = new Headers({ Accept: "application/json" });
        if (operation.keyed)
            headers.set("Idempotency-Key", asked.idempotencyKey ?? newKey());
        if (asked.ifMatch !== undefined) {
            headers.set("If-Match", typeof asked.ifMatch === "string" ? asked.ifMatch : etagOf(asked.ifMatch));
        }
        const init = { method: operation.method, headers };
        if (operation.method !== "GET" && operation.method !== "DELETE") {
            if (operation.file) {
                init.body = formOf(asked.body ?? {});
            }
            else {
                headers.set("Content-Type", "application/json");
                init.body = JSON.stringify(asked.body ?? {});
            }
        }
        if (asked.signal)
            init.signal = asked.signal;
        const search = String(query);
        return { url: `${this.#base}${path}${search && "?"}${search}`, init };
    }
    async #send(operation, { url, init }, bearer) {
        if (bearer)
            init.headers.set("Authorization", `Bearer ${bearer}`);
        const repeatable = operation.method === "GET" || operation.keyed === true;
        for (let retries = repeatable ? this.#retries : 0, pause = 0.2;; retries -= 1, pause *= 2) {
            let wait = pause;
            try {
                const response = await this.#fetch(url, init);
                if (retries === 0 || ![502, 503, 504].includes(response.status))
                    return response;
                wait = Number.parseInt(response.headers.get("Retry-After") ?? "", 10) || pause;
                await response.body?.cancel();
            }
            catch (error) {
                if (init.signal?.aborted)
                    throw error;
                if (retries === 0)
                    throw new Unreachable(`${operation.method} ${url} got no answer.`, { cause: error });
            }
            await new Promise((done) => setTimeout(done, Math.min(wait, LONGEST_WAIT) * 1000));
        }
    }
}
/** Its Content-Type, which has the boundary in it, is said by fetch. */
function formOf(body) {
    const form = new FormData();
    for (const [name, value] of Object.entries(body)) {
        if (value instanceof Blob)
            form.append(name, value);
        else if (value !== undefined)
            form.append(name, String(value));
    }
    return form;
}
/** crypto.randomUUID() exists only on pages that came by https or from this machine. */
function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
