// Shows on the page at / how the services are, and goes on looking while somebody looks at it.
"use strict";

const SECONDS_BETWEEN_LOOKS = 5;
const WORDS = { ready: "ready", degraded: "degraded", not_ready: "not ready", unreachable: "unreachable" };

const byId = (id) => document.getElementById(id);

function cell(row, text, className = "") {
  const made = row.insertCell();
  made.textContent = text;
  made.className = className;
  return made;
}

function since(startedAt) {
  if (!startedAt) return "";
  const shown = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" };
  return new Date(startedAt).toLocaleString(undefined, shown);
}

function draw(services) {
  const body = byId("services");
  body.replaceChildren();
  for (const [name, health] of Object.entries(services)) {
    const row = body.insertRow();
    cell(row, name, "name");
    cell(row, WORDS[health.status] ?? "unknown", `state ${health.status}`);
    cell(row, health.version ?? "");
    cell(row, since(health.started_at)).title = health.started_at ?? "";
    for (const lack of Object.values(health.degraded ?? {})) {
      row.className = "with-lack";
      cell(body.insertRow(), lack, "lack").colSpan = 4;
    }
  }
  body.closest("table").hidden = false;
}

function summarise(services) {
  const all = Object.values(services);
  const ready = all.filter((health) => health.status === "ready").length;
  const degraded = all.filter((health) => health.status === "degraded").length;
  if (ready === all.length) return "Everything is ready.";
  if (ready + degraded === all.length) return `Everything works; ${degraded} of ${all.length} services are degraded.`;
  return `${ready + degraded} of ${all.length} services work.`;
}

async function look() {
  if (document.hidden) return;
  try {
    const { services } = await (await fetch("/health/services", { cache: "no-store" })).json();
    draw(services);
    byId("summary").textContent = summarise(services);
  } catch {
    byId("summary").textContent = "The gateway does not answer; what is below is what it said last.";
  }
}

async function goOnLooking() {
  await look();
  setTimeout(goOnLooking, SECONDS_BETWEEN_LOOKS * 1000);
}

document.addEventListener("visibilitychange", look);
goOnLooking();
