export { createClient, etagOf } from "./client.js";
export { Pages } from "./pages.js";
export { Refusal, Unreachable, refused } from "./refusal.js";
export { inMemory, inStorage } from "./session.js";
