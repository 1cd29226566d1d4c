import type { components, operations } from "../dist/schema.js";
import type { OPERATIONS } from "./operations.js";
export type Schemas = components["schemas"];
export type Name = keyof operations & keyof typeof OPERATIONS;
/** Also that which has no answer of its own, but a stream. */
export type Named = Name | "streamNews";
type PathOf<N extends Name> = NonNullable<operations[N]["parameters"]["path"]>;
type QueryOf<N extends Name> = NonNullable<operations[N]["parameters"]["query"]>;
type Bodies<N extends Name> = NonNullable<operations[N]["requestBody"]>;
type FileOf<N extends Name> = (typeof OPERATIONS)[N] extends {
    file: infer File extends string;
} ? File : never;
type BodyOf<N extends Name> = Bodies<N> extends {
    content: {
        "application/json": infer Body;
    };
} ? Body : Bodies<N> extends {
    content: {
        "multipart/form-data": infer Body;
    };
} ? Omit<Body, FileOf<N>> & {
    readonly [K in FileOf<N>]: Blob;
} : never;
type Given<Key extends string, T> = [T] extends [never] ? {
    readonly [K in Key]?: never;
} : {} extends T ? {
    readonly [K in Key]?: T;
} : {
    readonly [K in Key]: T;
};
export interface Options {
    /** What was read (or its ETag): the change is refused with 412 if it is no longer current. */
    readonly ifMatch?: object | string;
    /** By default every request that takes one has a key of its own, which its retries share. */
    readonly idempotencyKey?: string;
    readonly signal?: AbortSignal;
}
export type Asked<N extends Name> = Given<"path", PathOf<N>> & Given<"query", QueryOf<N>> & Given<"body", BodyOf<N>> & Options;
type Content<Response, Media extends string> = Response extends {
    content: {
        [M in Media]: infer Body;
    };
} ? Body : never;
type Responses<N extends Name> = operations[N]["responses"];
type Success<N extends Name> = Responses<N>[keyof Responses<N> & (200 | 201 | 202)];
/** What an operation answers; nothing where the answer is empty. */
export type Answer<N extends Name> = [Content<Success<N>, "application/json">] extends [never] ? void : Content<Success<N>, "application/json">;
/** All that an operation can be refused with. */
export type ProblemOf<N extends Name> = Content<Responses<N>[keyof Responses<N>], "application/problem+json">;
type Code<Problem> = Problem extends {
    code: infer Known;
} ? Known & string : never;
export type CodeOf<N extends Name> = Code<ProblemOf<N>>;
export type WithCode<Problem, Code> = Problem extends {
    code: infer Known;
} ? Code extends Known ? Problem & {
    code: Code;
} : never : never;
export type RowOf<Page> = Page extends {
    next: string | null;
    results: (infer Row)[];
} ? Row : never;
export {};
