import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal, Unreachable, createClient, etagOf, inMemory, inStorage, refused } from "servease-client";
import { GATEWAY, PASSWORD, chief, comingWeeks, newVehicle, newcomer, until } from "./people.js";

/** An image of one pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
  "base64",
);

/** Counts what is sent, and sends it. */
function counting(): { fetch: typeof fetch; sent: string[] } {
  const sent: string[] = [];
  const counted: typeof fetch = (url, init) => {
    sent.push(`${init?.method} ${new URL(String(url)).pathname}`);
    return fetch(url, init);
  };
  return { fetch: counted, sent };
}

/** A browser's storage, which outlives the page. */
function storageOf(entries: Map<string, string>): Storage {
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
    removeItem: (key: string) => void entries.delete(key),
  } as unknown as Storage;
}

test("ten callers with a spent token refresh it once", async () => {
  const { fetch, sent } = counting();
  const { client, account } = await newcomer({ fetch });
  await (await chief()).changeAccount({ path: { account_id: account.id }, body: { role: "employee" } });

  const accounts = await Promise.all(Array.from({ length: 10 }, () => client.readOwnAccount()));

  assert.deepEqual(new Set(accounts.map(({ role }) => role)), new Set(["employee"]));
  assert.equal(sent.filter((line) => line.endsWith("/token/refresh/")).length, 1);
});

test("a refusal that comes late takes the token that is there by then", async () => {
  const { fetch: counted, sent } = counting();
  let letGo = () => {};
  const released = new Promise<void>((done) => (letGo = done));
  let isHeld = false;
  const holdingTheFirstRefusal: typeof fetch = async (url, init) => {
    const response = await counted(url, init);
    if (response.status !== 401 || isHeld) return response;
    isHeld = true;
    await released;
    return response;
  };
  const { client, account } = await newcomer({ fetch: holdingTheFirstRefusal });
  await (await chief()).changeAccount({ path: { account_id: account.id }, body: { role: "employee" } });

  const first = client.readOwnAccount();
  while (!isHeld) await new Promise((done) => setImmediate(done));
  const second = await client.readOwnAccount();
  letGo();

  assert.deepEqual([second.role, (await first).role], ["employee", "employee"]);
  assert.equal(sent.filter((line) => line.endsWith("/token/refresh/")).length, 1);
});

test("who signs in while an old session is refused stays signed in", async () => {
  let letGo = () => {};
  const released = new Promise<void>((done) => (letGo = done));
  let isHeld = false;
  const holdingTheRenewal: typeof fetch = async (url, init) => {
    const response = await fetch(url, init);
    if (!String(url).endsWith("/token/refresh/")) return response;
    isHeld = true;
    await released;
    return response;
  };
  const tokens = inMemory();
  const { client, account } = await newcomer({ fetch: holdingTheRenewal, tokens });
  await (await chief()).changeAccount({ path: { account_id: account.id }, body: { role: "employee" } });
  const { access } = (await tokens.load())!;
  await tokens.save({ access, refresh: "not a refresh token" });

  const old = client.readOwnAccount().catch((error) => error);
  while (!isHeld) await new Promise((done) => setImmediate(done));
  await client.signIn({ body: { email: account.email, password: PASSWORD } });
  letGo();

  assert.equal((await old).status, 401);
  assert.equal(await client.isSignedIn(), true);
  assert.equal((await client.readOwnAccount()).role, "employee");
});

test("a session that was ended elsewhere is over here too", async () => {
  const { client } = await newcomer();
  for await (const session of client.listSessions()) {
    await client.endSession({ path: { session_id: session.id } });
  }

  await assert.rejects(client.readOwnAccount(), { name: "Refusal", status: 401, code: "session_revoked" });
});

test("who signs out is signed out", async () => {
  const { client } = await newcomer();

  await client.signOut();

  assert.equal(await client.isSignedIn(), false);
  await assert.rejects(client.readOwnAccount(), { status: 401 });
});

test("whom strangers lock out signs in where they did before", async () => {
  const entries = new Map<string, string>();
  const { client, account } = await newcomer({ tokens: inStorage(storageOf(entries)) });
  const { email } = account;
  const stranger = createClient({ baseUrl: GATEWAY });
  const wrong = { email, password: "wrong" };
  for (let count = 0; count < 5; count += 1) {
    await assert.rejects(stranger.signIn({ body: wrong }), { status: 401 });
  }
  const right = { email, password: PASSWORD };
  await assert.rejects(stranger.signIn({ body: right }), { status: 429 });
  await client.signOut();

  const reloaded = createClient({ baseUrl: GATEWAY, tokens: inStorage(storageOf(entries)) });
  await reloaded.signIn({ body: right });

  assert.equal(await reloaded.isSignedIn(), true);
});

test("a program acts by an api key until that is ended", async () => {
  const { fetch, sent } = counting();
  const { client } = await newcomer();
  const scopes = ["vehicles:read", "vehicles:write"] as const;
  const made = await client.makeApiKey({ body: { name: "Bookings by night", scopes: [...scopes] } });
  const program = createClient({ baseUrl: GATEWAY, apiKey: made.key, fetch });
  const vehicle = await program.registerVehicle({ body: newVehicle() });
  assert.deepEqual((await program.listVehicles()).results.map(({ id }) => id), [vehicle.id]);
  await assert.rejects(async () => program.listAppointments(), { status: 403, code: "insufficient_scope" });

  await client.endApiKey({ path: { api_key_id: made.id } });

  const refusal = () => program.readVehicle({ path: { vehicle_id: vehicle.id } }).then(() => "", ({ code }) => code);
  assert.equal(await until(refusal, (code) => code !== ""), "api_key_invalid");
  assert.ok(!sent.some((line) => line.endsWith("/token/refresh/")));
});

test("two clients with one store share a session", async () => {
  const entries = new Map<string, string>();
  const { account } = await newcomer({ tokens: inStorage(storageOf(entries)) });

  const reloaded = createClient({ baseUrl: GATEWAY, tokens: inStorage(storageOf(entries)) });

  assert.equal((await reloaded.readOwnAccount()).id, account.id);
});

test("a list is one page, or all rows", async () => {
  const { fetch, sent } = counting();
  const { client } = await newcomer({ fetch });
  for (let count = 0; count < 5; count += 1) await client.registerVehicle({ body: newVehicle() });

  const page = await client.listVehicles({ query: { page_size: 2 } });
  const plates = new Set<string>();
  for await (const vehicle of client.listVehicles({ query: { page_size: 2 } })) plates.add(vehicle.plate);

  assert.equal(page.results.length, 2);
  assert.equal(plates.size, 5);
  assert.equal(sent.filter((line) => line === "GET /api/v1/vehicles/").length, 4);
});

test("a change of what has changed meanwhile is refused", async () => {
  const { client } = await newcomer();
  const registered = await client.registerVehicle({ body: newVehicle() });
  const path = { vehicle_id: registered.id };
  const read = await client.readVehicle({ path });

  const changed = await client.changeVehicle({ path, body: { color: "red" }, ifMatch: read });
  const late = await client.changeVehicle({ path, body: { color: "blue" }, ifMatch: read }).catch((error) => error);
  const inTime = await client.changeVehicle({ path, body: { color: "green" }, ifMatch: etagOf(changed) });

  assert.equal(late.status, 412);
  assert.equal(inTime.color, "green");
});

test("a form learns what is wrong with each field", async () => {
  const { client } = await newcomer();

  const refusal = await client.registerVehicle({ body: { ...newVehicle(), make: "", year: 1 } }).catch((error) => error);

  assert.ok(refusal instanceof Refusal);
  assert.deepEqual([...refusal.fields.keys()].sort(), ["make", "year"]);
});

test("a taken slot comes with others", async () => {
  const { client } = await newcomer();
  const office = await chief();
  const register = () => client.registerVehicle({ body: newVehicle() });
  const vehicles = await Promise.all(Array.from({ length: 5 }, register));
  const { results } = await client.listSlots({ query: { service_type: "brake-service", ...comingWeeks() } });
  const { service_type, start } = results.at(-1)!;

  const outcomes = await Promise.allSettled(
    vehicles.map(({ id }) => office.bookAppointment({ body: { vehicle_id: id, service_type, start } })),
  );

  const taken = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : []))[0];
  assert.ok(refused(taken, "bookAppointment", "slot_taken"));
  assert.ok(!taken.problem.alternatives.some((free) => free.start === start));
});

test("a booking whose answer was lost is made once", async () => {
  const { client } = await newcomer({ baseUrl: process.env["CUT_URL"] ?? "" });

  const vehicle = await client.registerVehicle({ body: newVehicle() });

  const { results } = await client.listVehicles();
  assert.deepEqual(results.map(({ id }) => id), [vehicle.id]);
});

test("where nobody listens is unreachable", async () => {
  const client = createClient({ baseUrl: "http://127.0.0.1:9", retries: 0 });

  await assert.rejects(client.signIn({ body: { email: "a@example.org", password: PASSWORD } }), Unreachable);
});

test("a photo is sent as a file, and refused by its code", async () => {
  const { client } = await newcomer();
  const { id: vehicle_id } = await client.registerVehicle({ body: newVehicle() });
  const path = { vehicle_id };
  const photo = new File([PIXEL], "front.png", { type: "image/png" });

  const added = await client.addDocument({ path, body: { file: photo, kind: "photo", title: "Front" } });

  assert.deepEqual([added.title, added.file.name, added.file.media_type], ["Front", "front.png", "image/png"]);
  const opened = await fetch(GATEWAY + added.file.link.url);
  assert.equal((await opened.blob()).size, added.file.size_bytes);
  const lying = client.addDocument({ path, body: { file: new File([PIXEL], "front.jpg"), kind: "photo" } });
  const refusal = await lying.catch((error: unknown) => error);
  assert.ok(refused(refusal, "addDocument", "file_type_mismatch"));
  assert.equal(refusal.problem.media_type, "image/png");
});
