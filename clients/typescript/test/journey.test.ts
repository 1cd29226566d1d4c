import assert from "node:assert/strict";
import { test } from "node:test";
import { refused } from "servease-client";
import { chief, comingWeeks, newVehicle, newcomer, until } from "./people.js";

test("a customer comes with a car, and goes with it mended", async () => {
  const [{ client: customer }, office] = await Promise.all([newcomer(), chief()]);
  const technician = (await office.listAccounts({ query: { search: "technician@servease.test" } })).results[0]!;

  const vehicle = await customer.registerVehicle({ body: newVehicle() });
  const { results: slots } = await customer.listSlots({ query: { service_type: "diagnosis", ...comingWeeks() } });
  const { service_type, start } = slots.at(-1)!;
  const booked = await customer.bookAppointment({ body: { vehicle_id: vehicle.id, service_type, start } });
  const path = { appointment_id: booked.id };
  assert.equal(booked.status, "pending");

  assert.equal((await office.confirmAppointment({ path })).status, "confirmed");
  const again = await office.confirmAppointment({ path }).catch((error: unknown) => error);
  assert.ok(refused(again, "confirmAppointment", "illegal_transition"));
  assert.equal(again.status, 409);
  assert.ok(again.problem.allowed.includes("check-in"));
  assert.ok(again.requestId);

  await office.checkInAppointment({ path, body: { override_reason: "The customer came early." } });
  const { project_id } = await until(
    () => customer.readAppointment({ path }),
    (read) => read.project_id !== null,
  );
  const project = { project_id: project_id! };
  const title = "Read the fault memory";
  const task = await office.addTask({ path: project, body: { title, assignee_id: technician.id, estimated_minutes: 30 } });
  await office.startProject({ path: project }).catch(() => undefined);
  await office.changeTask({ path: { ...project, task_id: task.id }, body: { status: "in_progress" } });
  await office.changeTask({ path: { ...project, task_id: task.id }, body: { status: "done" } });
  await office.completeAppointment({ path });
  assert.equal((await office.passQualityCheck({ path: project })).status, "ready");

  const done = await until(
    () => customer.readAppointment({ path }),
    (read) => read.status === "completed",
  );
  assert.equal(done.id, booked.id);
  const history = [];
  for await (const { to } of customer.listAppointmentHistory({ path, query: { page_size: 1 } })) history.push(to);
  assert.deepEqual(new Set(history), new Set(["pending", "confirmed", "checked_in", "in_progress", "completed"]));
});
