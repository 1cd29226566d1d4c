// What must not compile. tsc fails if a line marked @ts-expect-error is without an error.
import { refused, type Client } from "servease-client";

export async function mistakes(client: Client, error: unknown): Promise<void> {
  const body = { make: "Toyota", model: "Corolla", year: 2019, plate: "B TS 2019" };
  // @ts-expect-error An operation that is not there.
  await client.buyVehicle({ body });
  // @ts-expect-error A body that is missing.
  await client.registerVehicle();
  // @ts-expect-error A field of the wrong type.
  await client.registerVehicle({ body: { ...body, year: "2019" } });
  // @ts-expect-error A path that lacks its id.
  await client.readVehicle({ path: {} });
  // @ts-expect-error A file that is none.
  await client.addDocument({ path: { vehicle_id: "" }, body: { file: "front.jpg", kind: "photo" } });
  // @ts-expect-error A parameter that nobody knows.
  await client.listVehicles({ query: { colour: "red" } });
  // @ts-expect-error A list is not the rows themselves.
  (await client.listVehicles()).map((vehicle) => vehicle.id);
  // @ts-expect-error A field that the answer does not have.
  for await (const vehicle of client.listVehicles()) vehicle.colour;
  // @ts-expect-error A code that the operation is never refused with.
  refused(error, "bookAppointment", "slot_gone");
  // @ts-expect-error A member that comes with another code.
  if (refused(error, "bookAppointment", "hold_expired")) error.problem.alternatives;
  // @ts-expect-error An operation that cannot refuse, as it does not exist.
  refused(error, "buyVehicle", "slot_taken");
}
