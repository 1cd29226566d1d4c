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
    readonly resource?: {
        readonly type: string;
        readonly id: string;
    };
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
/** News without an end: comes back behind what was had last, whatever befalls the connection, until `signal` says. */
export declare function follow(open: Open, { lastEventId, signal, onConnection }: StreamOptions): AsyncGenerator<News>;
