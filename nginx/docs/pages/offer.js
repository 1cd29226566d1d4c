// What is offered to an entry of the waiting list: whoever signs in as its customer takes it, or lets the next have it.
import { fetchSignedIn } from "/api/docs/session.js";
import { attempt, code, read, say, wordsOf } from "./page.js";
import { WORDS, entrance } from "./sign_in.js";

const { locale, words } = wordsOf(WORDS, {
  en: {
    title: "A time became free",
    sign_in_first: "Sign in to see what is offered to you.",
    accept: "Take this time",
    decline: "No, thank you",
    asking: "Asking what is offered …",
    offered: "This time is yours if you want it:",
    until: (time) => `It is kept for you until ${time}.`,
    waiting: "Nothing is offered at the moment. You go on waiting, and hear of it when a time becomes free.",
    booked: "Booked. The workshop is looking forward to you.",
    declined: "The next one may have it. You go on waiting.",
    ended: "This entry of the waiting list is over.",
    offer_expired: "This time is no longer free. You go on waiting.",
    not_found: "There is no such offer for this account. Are you signed in as somebody else?",
  },
  de: {
    title: "Ein Termin ist frei geworden",
    sign_in_first: "Melden Sie sich an, um zu sehen, was Ihnen angeboten wird.",
    accept: "Diesen Termin nehmen",
    decline: "Nein, danke",
    asking: "Wir sehen nach, was angeboten wird …",
    offered: "Dieser Termin gehört Ihnen, wenn Sie möchten:",
    until: (time) => `Er ist bis ${time} für Sie reserviert.`,
    waiting: "Im Augenblick wird Ihnen nichts angeboten. Sie warten weiter und erfahren es, wenn ein Termin frei wird.",
    booked: "Gebucht. Die Werkstatt freut sich auf Sie.",
    declined: "Der Termin geht an den Nächsten. Sie warten weiter.",
    ended: "Dieser Eintrag auf der Warteliste ist beendet.",
    offer_expired: "Dieser Termin ist nicht mehr frei. Sie warten weiter.",
    not_found: "Für dieses Konto gibt es kein solches Angebot. Sind Sie mit einem anderen angemeldet?",
  },
});
const entryAddress = `/api/v1/appointments/waitlist/${encodeURIComponent(code)}/`;
const offer = document.getElementById("offer");
let entry = null;

function show(found) {
  entry = found;
  offer.hidden = entry.status !== "offered";
  if (offer.hidden) return say(words[entry.status], entry.status === "booked" ? "done" : "");
  const moment = (options) => new Intl.DateTimeFormat(locale, { timeZone: entry.time_zone, ...options });
  document.getElementById("when").textContent = moment({ dateStyle: "full", timeStyle: "short" }).format(
    new Date(entry.start),
  );
  const until = moment({ weekday: "long", hour: "numeric", minute: "2-digit" });
  document.getElementById("until").textContent = words.until(until.format(new Date(entry.expires_at)));
  return say(words.offered);
}

async function look() {
  say(words.asking);
  show(await read(await fetchSignedIn(entryAddress, {})));
}

function post(verb, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return fetchSignedIn(`${entryAddress}${verb}/`, { method: "POST", headers, body: JSON.stringify(body) }).then(read);
}

document.getElementById("accept").addEventListener("click", () =>
  attempt(words, async () => {
    try {
      await post("accept", { start: entry.start });
      offer.hidden = true;
      say(words.booked, "done");
    } catch (refusal) {
      if (refusal.code === "offer_expired") offer.hidden = true;
      throw refusal;
    }
  }),
);
document.getElementById("decline").addEventListener("click", () =>
  attempt(words, async () => {
    await post("decline");
    offer.hidden = true;
    say(words.declined);
  }),
);

function left() {
  offer.hidden = true;
}

entrance(words, { arrived: look, left });
