/** In memory: signed out when the page is left. */
export function inMemory() {
    let kept;
    return { load: () => kept, save: (tokens) => void (kept = tokens), device: deviceInMemory() };
}
export function deviceInMemory() {
    let kept;
    return { load: () => kept, save: (token) => void (kept = token) };
}
/** In the browser's storage: signed in for all tabs, and after a reload. Scripts of that origin can read it. */
export function inStorage(storage, key = "servease") {
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
    store;
    exchange;
    #renewing;
    constructor(store, exchange) {
        this.store = store;
        this.exchange = exchange;
    }
    /** The pair after the spent one; nothing if the session has ended meanwhile. */
    renewed(spent) {
        this.#renewing ??= alone(() => this.#renew(spent)).finally(() => (this.#renewing = undefined));
        return this.#renewing;
    }
    async #renew(spent) {
        const kept = await this.store.load();
        // Another caller, or another tab, was faster.
        if (kept?.access !== spent.access)
            return kept;
        const pair = await this.exchange(kept.refresh);
        // Who has signed out or in while the answer was on its way is not signed in again.
        if ((await this.store.load())?.refresh !== kept.refresh)
            return this.store.load();
        const tokens = { access: pair.access, refresh: pair.refresh };
        await this.store.save(tokens);
        return tokens;
    }
}
/** One tab at a time, where there are tabs. */
function alone(work) {
    const locks = globalThis.navigator?.locks;
    return locks ? locks.request("servease-refresh", work) : work();
}
