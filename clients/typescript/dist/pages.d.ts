import type { RowOf } from "./types.js";
/** A list: `await` gives its first page, `for await` every row of all pages, each page when it is needed. */
export declare class Pages<Page extends {
    next: string | null;
    results: unknown[];
}> implements PromiseLike<Page>, AsyncIterable<RowOf<Page>> {
    readonly read: (cursor?: string) => Promise<Page>;
    constructor(read: (cursor?: string) => Promise<Page>);
    then<Done = Page, Failed = never>(done?: ((page: Page) => Done | PromiseLike<Done>) | null, failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null): Promise<Done | Failed>;
    [Symbol.asyncIterator](): AsyncGenerator<RowOf<Page>, void, undefined>;
}
