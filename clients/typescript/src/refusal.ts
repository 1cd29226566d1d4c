import type { CodeOf, Name, Named, ProblemOf, Schemas, WithCode } from "./types.js";

/** The API said no (RFC 9457). Switch on `code`; `problem` has whatever else it tells. */
export class Refusal<Problem = Schemas["Problem"]> extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly operation: Named,
    readonly status: number,
    readonly problem: Problem,
    /** Names the request in the platform's logs. */
    readonly requestId: string,
    /** Seconds after which it is worth asking again, where that is known. */
    readonly retryAfter: number | undefined,
    detail: string,
  ) {
    super(detail);
  }

  get code(): string {
    return (this.problem as Schemas["Problem"]).code;
  }

  /** What is wrong with each field: the messages of a form. */
  get fields(): Map<string, string> {
    const { errors = [] } = this.problem as Partial<Schemas["InvalidProblem"]>;
    return new Map(errors.flatMap(({ field, message }) => (field === null ? [] : [[field, message] as const])));
  }
}

/** No answer came: no connection, or it broke. Whether the request arrived is not known. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** Whether an operation was refused with that code; its problem then has the members that come with it. */
export function refused<N extends Name, Code extends CodeOf<N>>(
  error: unknown,
  operation: N,
  code: Code,
): error is Refusal<WithCode<ProblemOf<N>, Code>> {
  return error instanceof Refusal && error.operation === operation && error.code === code;
}

export async function refusalOf(operation: Named, response: Response): Promise<Refusal> {
  const after = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const problem = await problemOf(response);
  return new Refusal(
    operation,
    response.status,
    problem,
    problem.request_id,
    Number.isNaN(after) ? undefined : after,
    problem.detail,
  );
}

/** A proxy in between may say no in words of its own. */
async function problemOf(response: Response): Promise<Schemas["Problem"]> {
  const title = response.statusText || `Status ${response.status}`;
  const request_id = response.headers.get("X-Request-ID") ?? "";
  const unknown = { type: "about:blank", title, status: response.status, detail: title, code: "unknown", request_id };
  if (!response.headers.get("Content-Type")?.startsWith("application/problem+json")) return unknown;
  return { ...unknown, ...(await response.json()) };
}
