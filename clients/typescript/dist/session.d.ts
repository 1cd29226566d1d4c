import type { Schemas } from "./types.js";
export type Tokens = Pick<Schemas["TokenPair"], "access" | "refresh">;
/** Where the pair of tokens is kept. All that share one, as the tabs of a browser do, share a session. */
export interface TokenStore {
    load(): Tokens | undefined | Promise<Tokens | undefined>;
    save(tokens: Tokens | undefined): void | Promise<void>;
    /** Without it a page that is left is a device that nobody knows. */
    readonly device?: DeviceStore;
}
/**
 * Where the token is kept by which this device is known, of who signed in on it last. It outlives their session, and
 * keeps strangers who try passwords from locking them out here.
 */
export interface DeviceStore {
    load(): string | undefined | Promise<string | undefined>;
    save(token: string): void | Promise<void>;
}
/** In memory: signed out when the page is left. */
export declare function inMemory(): TokenStore;
export declare function deviceInMemory(): DeviceStore;
/** In the browser's storage: signed in for all tabs, and after a reload. Scripts of that origin can read it. */
export declare function inStorage(storage: Storage, key?: string): TokenStore;
/** Renews the pair once for all that find it spent: a refresh token that is used twice ends the session. */
export declare class Session {
    #private;
    readonly store: TokenStore;
    readonly exchange: (refresh: string) => Promise<Tokens>;
    constructor(store: TokenStore, exchange: (refresh: string) => Promise<Tokens>);
    /** The pair after the spent one; nothing if the session has ended meanwhile. */
    renewed(spent: Tokens): Promise<Tokens | undefined>;
}
