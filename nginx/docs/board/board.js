// The board on the wall: what GET projects/board/ says, read again with each event of the topic `board`.
// Written as any client may be; what a card says is the API's, and no rule is in here.
import { createClient, inStorage } from "/api/docs/client/index.js";

const SECONDS_BETWEEN_READS = 5;
// While events come it is time alone that changes a bay, or makes late.
const SECONDS_BETWEEN_READS_LIVE = 60;
// Events come in twos and threads: what follows within this is read once.
const SECONDS_TO_GATHER = 0.2;
// So many cards move to where they belong; more are redrawn at once.
const MOST_MOVING = 100;
// Of the size of other plates.
const SMALLEST_SHARE = 0.65;

const byId = (id) => document.getElementById(id);
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const tokens = inStorage(localStorage, "servease-board");
const client = createClient({ tokens, retries: 0 });
const query = Object.fromEntries(new URLSearchParams(location.search));

let session = new AbortController();
let isStale = false;
let isLive = false;
let wake = () => {};
let drawn = "";

function readAgain() {
  isStale = true;
  wake();
}

async function goOnReading(ended) {
  while (!ended.aborted) {
    isStale = false;
    await read(ended);
    const seconds = isLive ? SECONDS_BETWEEN_READS_LIVE : SECONDS_BETWEEN_READS;
    if (!isStale) await Promise.race([pause(seconds), new Promise((done) => (wake = done))]);
    await pause(SECONDS_TO_GATHER);
  }
}

// The browser holds the last answer and sends its ETag along: what has not changed is 304 and a few bytes.
// What was asked before somebody signed out is nobody's any more.
async function read(ended) {
  try {
    const board = await client.readBoard({ query });
    if (ended.aborted) return;
    say(isLive ? "Live" : `The stream is away: read every ${SECONDS_BETWEEN_READS} seconds.`);
    draw(board);
  } catch (error) {
    if (ended.aborted) return;
    if (error.status === 401) signOut("Please sign in again.");
    else if (error.status === 403) signOut("The board is for those who work here.");
    else if (error.status === 400) say(error.message);
    else say("No answer; this is what was said last.");
  }
}

async function goOnFollowing(signal) {
  const onConnection = (isThere) => {
    isLive = isThere;
    readAgain();
  };
  try {
    for await (const _ of client.stream({ topics: ["board"], signal, onConnection })) readAgain();
  } catch {
    // It is refused, and why is what the next read is answered with.
  }
}

function draw(board) {
  if (JSON.stringify(board) === drawn) return;
  drawn = JSON.stringify(board);
  const count = board.stages.reduce((sum, { projects }) => sum + projects.length, 0);
  const stages = board.stages.map(stageOf);
  const show = () => {
    byId("board").replaceChildren(...stages);
    byId("board").hidden = count === 0;
    byId("nothing").hidden = count > 0;
    stages.forEach(fit);
  };
  if (count > MOST_MOVING || !document.startViewTransition) show();
  else document.startViewTransition(show).ready.catch(() => {});
}

function stageOf({ title, projects }) {
  const stage = byId("stage-template").content.cloneNode(true).firstElementChild;
  stage.querySelector(".title").textContent = title;
  stage.querySelector(".count").textContent = projects.length;
  stage.querySelector("ol").append(...projects.map(cardOf));
  stage.setAttribute("aria-label", `${title}: ${projects.length}`);
  return stage;
}

function cardOf(project) {
  const card = byId("card-template").content.cloneNode(true).firstElementChild;
  const { vehicle, bay, technicians, waits_for: waitsFor } = project;
  const write = (name, text) => (card.querySelector(`.${name}`).textContent = text);
  write("plate", vehicle.plate || vehicle.model);
  write("bay", bay?.name ?? "");
  write("eta", project.ready_at ? `${timeOf(project)}${project.is_late ? " late" : ""}` : "");
  write("technicians", technicians.map(({ name }) => name).join(", "));
  write("waits", waitsFor?.title ?? "");
  card.querySelector("progress").value = project.progress_percent;
  card.classList.toggle("waiting", waitsFor !== null);
  card.classList.toggle("late", project.is_late);
  card.dataset.project = project.id;
  card.style.viewTransitionName = `project-${project.id}`;
  return card;
}

/** On the clock of its location; of another day with its name, of another week with its date. */
function timeOf({ ready_at, time_zone }) {
  const at = new Date(ready_at);
  const shown = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: time_zone, ...options }).format(at);
  const day = { year: "numeric", month: "numeric", day: "numeric" };
  const today = new Intl.DateTimeFormat("en-GB", { timeZone: time_zone, ...day }).format(new Date());
  const time = shown({ hour: "2-digit", minute: "2-digit" });
  if (shown(day) === today) return time;
  if (Math.abs(at - Date.now()) > 6 * 86_400_000) return shown({ day: "numeric", month: "short" });
  return `${shown({ weekday: "short" })} ${time}`;
}

/** A long plate is smaller; and a wall cannot be scrolled: what has no place is counted. */
function fit(stage) {
  const list = stage.querySelector("ol");
  for (const card of list.children) card.hidden = false;
  for (const plate of stage.querySelectorAll(".plate")) {
    plate.style.setProperty("--share", 1);
    const share = plate.clientWidth / plate.scrollWidth;
    if (share < 1) plate.style.setProperty("--share", Math.max(0.97 * share, SMALLEST_SHARE));
  }
  const { bottom } = list.getBoundingClientRect();
  const beyond = [...list.children].filter((card) => card.getBoundingClientRect().bottom > bottom + 1);
  for (const card of beyond) card.hidden = true;
  stage.querySelector(".more").textContent = beyond.length ? `and ${beyond.length} more` : "";
}

function say(text) {
  byId("state").textContent = text;
  byId("state").classList.toggle("live", text === "Live");
}

function begin() {
  session = new AbortController();
  byId("sign-in").hidden = true;
  byId("sign-out").hidden = false;
  goOnReading(session.signal);
  goOnFollowing(session.signal);
}

function signOut(why) {
  if (session.signal.aborted) return;
  session.abort();
  client.signOut().catch(() => {});
  drawn = "";
  byId("board").replaceChildren();
  byId("nothing").hidden = byId("sign-out").hidden = true;
  byId("sign-in").hidden = false;
  byId("trouble").textContent = why;
  say("");
}

byId("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  byId("trouble").textContent = "";
  try {
    const { mfa_token } = await client.signIn({ body: { email: form.email.value, password: form.password.value } });
    if (mfa_token) {
      byId("second-factor").hidden = false;
      if (!form.code.value) {
        byId("trouble").textContent = "Enter a code of your authenticator app, or a recovery code.";
        return;
      }
      await client.completeSecondFactor({ body: { mfa_token, code: form.code.value } });
      byId("second-factor").hidden = true;
    }
    form.reset();
    begin();
  } catch (error) {
    byId("trouble").textContent = error.problem?.errors?.[0].message ?? error.problem?.detail ?? "No answer; please try again.";
  }
});
byId("sign-out").addEventListener("click", () => signOut(""));
addEventListener("resize", () => document.querySelectorAll(".stage").forEach(fit));

function showTime() {
  byId("clock").textContent = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
showTime();
setInterval(showTime, 1000);
if (await client.isSignedIn()) begin();
else byId("sign-in").hidden = false;
