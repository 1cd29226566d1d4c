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
export function inMemory(): TokenStore {
  let kept: Tokens | undefined;
  return { load: () => kept, save: (tokens) => void (kept = tokens), device: deviceInMemory() };
}

export function deviceInMemory(): DeviceStore {
  let kept: string | undefined;
  return { load: () => kept, save: (token) => void (kept = token) };
}

/** In the browser's storage: signed in for all tabs, and after a reload. Scripts of that origin can read it. */
export function inStorage(storage: Storage, key = "servease"): TokenStore {
  return {
    load: () => JSON.parse(storage.getItem(key) ?? "null") ?? undefined,
    save: (tokens) => (tokens ? storage.setItem(key, JSON.stringify(tokens)) : storage.removeItem(key)),
    device: {
      load: () => storage.getItem(`${key}-device`) ?? undefined,
      save: (token) => storage.setItem(`${key}-device`, token),
    },
  };
}

/** Renews the pair once for all that find it spent: a refresh token that is used twice ends the session. */
export class Session {
  #renewing: Promise<Tokens | undefined> | undefined;

  constructor(
    readonly store: TokenStore,
    readonly exchange: (refresh: string) => Promise<Tokens>,
  ) {}

  /** The pair after the spent one; nothing if the session has ended meanwhile. */
  renewed(spent: Tokens): Promise<Tokens | undefined> {
    this.#renewing ??= alone(() => this.#renew(spent)).finally(() => (this.#renewing = undefined));
    return this.#renewing;
  }

  async #renew(spent: Tokens): Promise<Tokens | undefined> {
    const kept = await this.store.load();
    // Another caller, or another tab, was faster.
    if (kept?.access !== spent.access) return kept;
    const pair = await this.exchange(kept.refresh);
    // Who has signed out or in while the answer was on its way is not signed in again.
    if ((await this.store.load())?.refresh !== kept.refresh) return this.store.load();
    const tokens = { access: pair.access, refresh: pair.refresh };
    await this.store.save(tokens);
    return tokens;
  }
}

/** One tab at a time, where there are tabs. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks;
  return locks ? (locks.request("servease-refresh", work) as Promise<T>) : work();
}
