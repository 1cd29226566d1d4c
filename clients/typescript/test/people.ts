import { webcrypto } from "node:crypto";
import { createClient, type Client, type ClientOptions, type Schemas } from "servease-client";

// Debian 12's Node 18 has it under this name only; the client is for 20 and later.
globalThis.crypto ??= webcrypto as Crypto;

export const GATEWAY = process.env["GATEWAY_URL"] ?? "";
export const PASSWORD = "a long test password";

export interface Person {
  readonly client: Client;
  readonly account: Schemas["Account"];
}

/** A customer whom nobody knows yet. */
export async function newcomer(options: ClientOptions = {}): Promise<Person> {
  const client = createClient({ baseUrl: GATEWAY, ...options });
  const email = `typescript.${crypto.randomUUID()}@example.org`;
  const body = { email, password: PASSWORD, first_name: "Ada", last_name: "Byron" };
  return { client, account: (await client.registerAccount({ body })).account };
}

export async function chief(): Promise<Client> {
  const client = createClient({ baseUrl: GATEWAY });
  await client.signIn({ body: { email: "admin@servease.test", password: "servease-demo" } });
  return client;
}

export function newVehicle(): Schemas["RegisterVehicleRequest"] {
  const number = String(Math.floor(Math.random() * 1e6)).padStart(6, "0");
  return { make: "Volkswagen", model: "Golf", year: 2021, plate: `B TS ${number}` };
}

/** Slots from tomorrow on, for two weeks. */
export function comingWeeks(): { from: string; to: string } {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return { from: day(1), to: day(14) };
}

/** News between services takes some milliseconds. */
export async function until<T>(read: () => Promise<T>, wanted: (read: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 20_000; ; ) {
    const answer = await read();
    if (wanted(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`It did not come within 20 s: ${JSON.stringify(answer)}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
