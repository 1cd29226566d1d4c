import type { RowOf } from "./types.js";

/** A list: `await` gives its first page, `for await` every row of all pages, each page when it is needed. */
export class Pages<Page extends { next: string | null; results: unknown[] }>
  implements PromiseLike<Page>, AsyncIterable<RowOf<Page>>
{
  constructor(readonly read: (cursor?: string) => Promise<Page>) {}

  then<Done = Page, Failed = never>(
    done?: ((page: Page) => Done | PromiseLike<Done>) | null,
    failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    return this.read().then(done, failed);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RowOf<Page>, void, undefined> {
    let cursor: string | undefined;
    do {
      const page: Page = await this.read(cursor);
      yield* page.results as RowOf<Page>[];
      cursor = page.next ? (new URL(page.next, "http://page").searchParams.get("cursor") ?? undefined) : undefined;
    } while (cursor !== undefined);
  }
}
