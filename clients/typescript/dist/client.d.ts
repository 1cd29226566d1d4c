import { Pages } from "./pages.js";
import { type TokenStore } from "./session.js";
import { type News, type StreamOptions } from "./stream.js";
import type { Answer, Asked, Name, RowOf } from "./types.js";
export interface ClientOptions {
    /** The gateway's address; without it the page's own. */
    readonly baseUrl?: string;
    readonly tokens?: TokenStore;
    /** An API key, for programs: every request carries it, and nothing is renewed. Not for pages, whose readers see it. */
    readonly apiKey?: string;
    /** How often a request without effect, or with an Idempotency-Key, is sent again when no answer or 502 to 504 came. */
    readonly retries?: number;
    readonly fetch?: typeof fetch;
}
type Arguments<N extends Name> = {} extends Asked<N> ? [asked?: Asked<N>] : [asked: Asked<N>];
type Given<N extends Name> = [RowOf<Answer<N>>] extends [never] ? Promise<Answer<N>> : Answer<N> extends {
    next: string | null;
    results: unknown[];
} ? Pages<Answer<N>> : never;
type Calls = {
    readonly [N in Exclude<Name, "signOut" | "refreshToken">]: (...asked: Arguments<N>) => Given<N>;
};
/** A function for each operation of the API, by its name in the documentation. */
export interface Client extends Calls {
    /** Ends the session, here and there. */
    signOut(): Promise<void>;
    isSignedIn(): Promise<boolean>;
    /** What happens, as it happens: `for await (const { event, data } of client.stream({ topics: ["board"] }))`. */
    stream(options?: StreamOptions): AsyncGenerator<News>;
}
/** The ETag that an answer came with: names the state that was read. */
export declare function etagOf(answer: object): string;
export declare function createClient(options?: ClientOptions): Client;
export {};
