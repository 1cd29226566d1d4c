/** The API said no (RFC 9457). Switch on `code`; `problem` has whatever else it tells. */
export class Refusal extends Error {
    operation;
    status;
    problem;
    requestId;
    retryAfter;
    name = "Refusal";
    constructor(operation, status, problem, 
    /** Names the request in the platform's logs. */
    requestId, 
    /** Seconds after which it is worth asking again, where that is known. */
    retryAfter, detail) {
        super(detail);
        this.operation = operation;
        this.status = status;
        this.problem = problem;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
    }
    get code() {
        return this.problem.code;
    }
    /** What is wrong with each field: the messages of a form. */
    get fields() {
        const { errors = [] } = this.problem;
        return new Map(errors.flatMap(({ field, message }) => (field === null ? [] : [[field, message]])));
    }
}
/** No answer came: no connection, or it broke. Whether the request arrived is not known. */
export class Unreachable extends Error {
    name = "Unreachable";
}
/** Whether an operation was refused with that code; its problem then has the members that come with it. */
export function refused(error, operation, code) {
    return error instanceof Refusal && error.operation === operation && error.code === code;
}
export async function refusalOf(operation, response) {
    const after = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
    const problem = await problemOf(response);
    return new Refusal(operation, response.status, problem, problem.request_id, Number.isNaN(after) ? undefined : after, problem.detail);
}
/** A proxy in between may say no in words of its own. */
async function problemOf(response) {
    const title = response.statusText || `Status ${response.status}`;
    const request_id = response.headers.get("X-Request-ID") ?? "";
    const unknown = { type: "about:blank", title, status: response.status, detail: title, code: "unknown", request_id };
    if (!response.headers.get("Content-Type")?.startsWith("application/problem+json"))
        return unknown;
    return { ...unknown, ...(await response.json()) };
}
