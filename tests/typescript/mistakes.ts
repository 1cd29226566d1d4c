// What must not compile. tsc fails if a line marked @ts-expect-error is without an error.
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/schema.js";

const api = createClient<paths>({ baseUrl: "http://localhost" });
const body = { make: "Toyota", model: "Corolla", year: 2019, plate: "B-TS 2019" };

export async function mistakes(appointment: components["schemas"]["Appointment"]): Promise<void> {
  // @ts-expect-error An address that is not there.
  await api.POST("/api/v1/auth/log-in/", { body: { email: "", password: "" } });
  // @ts-expect-error A method that the address does not take.
  await api.PUT("/api/v1/vehicles/", { body });
  // @ts-expect-error A field of the wrong type.
  await api.POST("/api/v1/vehicles/", { body: { ...body, year: "2019" } });
  // @ts-expect-error A field that is missing.
  await api.POST("/api/v1/auth/login/", { body: { email: "" } });
  // @ts-expect-error A field that nobody knows.
  const credentials: components["schemas"]["SignInRequest"] = { email: "", password: "", user: "" };
  await api.POST("/api/v1/auth/login/", { body: credentials });
  // @ts-expect-error A query that is required.
  await api.GET("/api/v1/appointments/stats/", { params: { query: {} } });
  // @ts-expect-error An internal address, which the gateway does not show.
  await api.POST("/internal/token/", {});
  const { error } = await api.POST("/api/v1/auth/login/", { body: { email: "", password: "" } });
  // @ts-expect-error A code that signing in is never refused with.
  if (error?.code === "not_found") return;
  // @ts-expect-error A member that this code does not have.
  if (error?.code === "invalid_credentials") error.errors.pop();
  // @ts-expect-error A status that does not exist.
  if (appointment.status === "postponed") return;
}
