import type { CodeOf, Name, Named, ProblemOf, Schemas, WithCode } from "./types.js";
/** The API said no (RFC 9457). Switch on `code`; `problem` has whatever else it tells. */
export declare class Refusal<Problem = Schemas["Problem"]> extends Error {
    readonly operation: Named;
    readonly status: number;
    readonly problem: Problem;
    /** Names the request in the platform's logs. */
    readonly requestId: string;
    /** Seconds after which it is worth asking again, where that is known. */
    readonly retryAfter: number | undefined;
    readonly name = "Refusal";
    constructor(operation: Named, status: number, problem: Problem, 
    /** Names the request in the platform's logs. */
    requestId: string, 
    /** Seconds after which it is worth asking again, where that is known. */
    retryAfter: number | undefined, detail: string);
    get code(): string;
    /** What is wrong with each field: the messages of a form. */
    get fields(): Map<string, string>;
}
/** No answer came: no connection, or it broke. Whether the request arrived is not known. */
export declare class Unreachable extends Error {
    readonly name = "Unreachable";
}
/** Whether an operation was refused with that code; its problem then has the members that come with it. */
export declare function refused<N extends Name, Code extends CodeOf<N>>(error: unknown, operation: N, code: Code): error is Refusal<WithCode<ProblemOf<N>, Code>>;
export declare function refusalOf(operation: Named, response: Response): Promise<Refusal>;
