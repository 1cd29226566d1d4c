// A customer's way through the API as a frontend would write it. It is compiled, not run: what it proves is
// that the types made from the merged schema are usable, exact about fields, and honest about errors.
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./generated/schema.js";

type Schemas = components["schemas"];

export class Refusal extends Error {
  constructor(readonly problem: Schemas["Problem"]) {
    super(problem.detail);
  }

  /** The messages of a form, by field. */
  get fields(): Map<string, string> {
    const named = new Map<string, string>();
    for (const { field, message } of (this.problem as Partial<Schemas["InvalidProblem"]>).errors ?? []) {
      if (field !== null) named.set(field, message);
    }
    return named;
  }
}

/** The body of an answer, or the refusal as an exception. */
function expect<Body>(answer: { data?: Body; error?: Schemas["Problem"] }): Body {
  if (answer.error !== undefined) throw new Refusal(answer.error);
  return answer.data as Body;
}

export class Customer {
  private constructor(
    private readonly api: Client<paths>,
    readonly account: Schemas["Account"],
  ) {}

  static async signIn(baseUrl: string, email: string, password: string): Promise<Customer> {
    const api = createClient<paths>({ baseUrl });
    const answer = expect(
      await api.POST("/api/v1/auth/login/", { body: { email, password } }),
    );
    if ("mfa_token" in answer) throw new Error(`${email} is asked for a second factor.`);
    const { access, account } = answer;
    api.use({
      onRequest({ request }) {
        request.headers.set("Authorization", `Bearer ${access}`);
        return request;
      },
    });
    return new Customer(api, account);
  }

  async addVehicle(plate: string): Promise<Schemas["Vehicle"]> {
    return expect(
      await this.api.POST("/api/v1/vehicles/", {
        params: { header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { make: "Toyota", model: "Corolla", year: 2019, plate },
      }),
    );
  }

  async *vehicles(): AsyncGenerator<Schemas["Vehicle"]> {
    let cursor: string | null = null;
    do {
      const page: Schemas["VehiclePage"] = expect(
        await this.api.GET("/api/v1/vehicles/", {
          params: { query: cursor === null ? { page_size: 100 } : { page_size: 100, cursor } },
        }),
      );
      yield* page.results;
      cursor = page.next ? new URL(page.next).searchParams.get("cursor") : null;
    } while (cursor !== null);
  }

  async bookFirstSlot(vehicle: Schemas["Vehicle"], serviceType: string): Promise<string> {
    const { results } = expect(
      await this.api.GET("/api/v1/appointments/slots/", {
        params: { query: { service_type: serviceType } },
      }),
    );
    const first = results[0];
    if (first === undefined) throw new Error("Nothing is free.");
    const booked = await this.api.POST("/api/v1/appointments/", {
      params: { header: { "Idempotency-Key": crypto.randomUUID() } },
      body: { vehicle_id: vehicle.id, service_type: first.service_type, start: first.start },
    });
    // Each code has its own members: what the types say of one, they do not say of another.
    switch (booked.error?.code) {
      case "slot_taken":
      case "not_a_slot":
        return `free instead: ${booked.error.alternatives.map(({ start }) => start).join(", ")}`;
      case "too_many_open":
        return `at most ${booked.error.limit.toFixed()}`;
    }
    return expect(booked).status;
  }

  async rename(first_name: string): Promise<Schemas["Account"]> {
    const { response } = await this.api.GET("/api/v1/auth/me/");
    const version = response.headers.get("ETag") ?? "*";
    return expect(
      await this.api.PATCH("/api/v1/auth/me/", {
        params: { header: { "If-Match": version } },
        body: { first_name },
      }),
    );
  }
}
