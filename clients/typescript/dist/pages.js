/** A list: `await` gives its first page, `for await` every row of all pages, each page when it is needed. */
export class Pages {
    read;
    constructor(read) {
        this.read = read;
    }
    then(done, failed) {
        return this.read().then(done, failed);
    }
    async *[Symbol.asyncIterator]() {
        let cursor;
        do {
            const page = await this.read(cursor);
            yield* page.results;
            cursor = page.next ? (new URL(page.next, "http://page").searchParams.get("cursor") ?? undefined) : undefined;
        } while (cursor !== undefined);
    }
}
