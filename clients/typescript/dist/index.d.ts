export { createClient, etagOf, type Client, type ClientOptions } from "./client.js";
export { Pages } from "./pages.js";
export { Refusal, Unreachable, refused } from "./refusal.js";
export type { News, NewsData, StreamOptions } from "./stream.js";
export { inMemory, inStorage, type DeviceStore, type TokenStore, type Tokens } from "./session.js";
export type { Answer, Asked, CodeOf, Name, Options, ProblemOf, Schemas } from "./types.js";
