// An estimate as it was sent, and a yes or no to each of its lines, for whoever has the link.
import { attempt, code, read, say, wordsOf } from "./page.js";

const { locale, words } = wordsOf({
  en: {
    title: "Estimate",
    together: "Together",
    asking: "Asking for the estimate …",
    undecided: (lines) => (lines === 1 ? "One line waits for your answer." : `${lines} lines wait for your answer.`),
    decided: "You have answered all of it. Thank you.",
    agree: "Agree",
    decline: "Decline",
    agree_to_all: "Agree to all that is open",
    pending: "Not answered yet",
    authorised: "You agreed to this",
    declined: "You declined this",
    deferred: "Put off until another visit",
    without_tax: "Without tax",
    tax: "Tax",
    total: "Total",
    agreed: "Of it agreed to",
    link_over: "This link leads nowhere any more. Please ask the workshop for another.",
    not_found: "This link leads nowhere. Please open it as it was sent to you.",
    estimate_changed: "The estimate has changed meanwhile. Please look at it again.",
    already_decided: "Work on this has begun already. Please telephone the workshop.",
    estimate_closed: "This estimate is closed. Please telephone the workshop.",
  },
  de: {
    title: "Kostenvoranschlag",
    together: "Zusammen",
    asking: "Der Kostenvoranschlag wird geholt …",
    undecided: (lines) =>
      lines === 1 ? "Eine Position wartet auf Ihre Antwort." : `${lines} Positionen warten auf Ihre Antwort.`,
    decided: "Sie haben alles beantwortet. Vielen Dank.",
    agree: "Einverstanden",
    decline: "Ablehnen",
    agree_to_all: "Mit allem Offenen einverstanden",
    pending: "Noch nicht beantwortet",
    authorised: "Sie sind einverstanden",
    declined: "Sie haben abgelehnt",
    deferred: "Auf einen anderen Besuch verschoben",
    without_tax: "Ohne Steuer",
    tax: "Steuer",
    total: "Gesamt",
    agreed: "Davon einverstanden",
    link_over: "Dieser Link führt nirgendwohin mehr. Bitte lassen Sie sich von der Werkstatt einen neuen geben.",
    not_found: "Dieser Link führt nirgendwohin. Bitte öffnen Sie ihn so, wie er Ihnen geschickt wurde.",
    estimate_changed: "Der Kostenvoranschlag wurde inzwischen geändert. Bitte sehen Sie ihn sich noch einmal an.",
    already_decided: "Damit wurde schon begonnen. Bitte rufen Sie die Werkstatt an.",
    estimate_closed: "Dieser Kostenvoranschlag ist abgeschlossen. Bitte rufen Sie die Werkstatt an.",
  },
});
const address = `/api/v1/projects/guest/${encodeURIComponent(code)}`;
const jobs = document.getElementById("jobs");
const totals = document.getElementById("totals");
const agreeToAll = document.getElementById("agree-to-all");
let estimate = null;

const lines = () => estimate.jobs.flatMap((job) => job.lines);
const pending = () => lines().filter((line) => line.decision === "pending");
const money = ({ amount, currency }) => new Intl.NumberFormat(locale, { style: "currency", currency }).format(amount);

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text !== null) made.textContent = text;
  made.append(...children);
  return made;
}

function button(verb, line, label) {
  const made = element("button", label);
  // Read aloud, each says what it is about.
  made.setAttribute("aria-label", `${label}: ${line.description}`);
  made.addEventListener("click", () => attempt(words, () => decide([line], verb)));
  return made;
}

function lineElement(line) {
  const heading = element("h3", null, element("span", line.description), element("span", money(line.net)));
  const made = element("article", null, heading);
  made.className = "line";
  made.append(element("p", words[line.decision]));
  if (line.decision === "pending") {
    const agree = button("authorise", line, words.agree);
    agree.className = "first";
    const buttons = element("p", null, agree, button("decline", line, words.decline));
    buttons.className = "buttons";
    made.append(buttons);
  }
  return made;
}

function jobElement(job) {
  const texts = [job.concern, job.cause, job.correction].filter(Boolean);
  const paragraphs = texts.map((text) => element("p", text));
  return element("section", null, element("h2", job.title), ...paragraphs, ...job.lines.map(lineElement));
}

function show() {
  jobs.replaceChildren(...estimate.jobs.map(jobElement));
  const rows = [
    [words.without_tax, estimate.net],
    [words.tax, estimate.tax],
    [words.total, estimate.total],
    [words.agreed, estimate.authorised],
  ];
  const cells = rows.flatMap(([name, sum]) => [element("dt", name), element("dd", money(sum))]);
  totals.querySelector("dl").replaceChildren(...cells);
  for (const cell of cells.slice(4, 6)) cell.className = "total";
  agreeToAll.hidden = pending().length < 2;
  totals.hidden = false;
  if (pending().length) say(words.undecided(pending().length));
  else say(words.decided, "done");
}

async function look() {
  estimate = await read(await fetch(`${address}/estimate/`));
  show();
}

/** Each on its own: what was decided before one is refused stays so, and is shown so. */
async function decide(which, verb) {
  try {
    for (const line of which) {
      const body = JSON.stringify({ revision: estimate.revision });
      const headers = { "Content-Type": "application/json" };
      await read(await fetch(`${address}/lines/${line.id}/${verb}/`, { method: "POST", headers, body }));
    }
  } finally {
    await look();
  }
}

agreeToAll.addEventListener("click", () => attempt(words, () => decide(pending(), "authorise")));
say(words.asking);
attempt(words, look);
