// One's own passkeys: sign in by one or by password, add, look at and remove them.
import { deviceToken } from "/api/docs/session.js";
import { attempt, say, wordsOf } from "./page.js";
import { WORDS, ask, ceremony, entrance } from "./sign_in.js";

const { locale, words } = wordsOf(WORDS, {
  en: {
    title: "Passkeys",
    about: "With a passkey you sign in by fingerprint, face or PIN, without a password.",
    by_passkey: "Sign in with a passkey",
    recovery: "Recovery codes",
    recovery_about: "Write them down: each signs you in once if you lose your passkeys. They are shown only now.",
    own: "Yours",
    none: "You have none yet.",
    name: "Name of the new one, such as “Laptop”",
    add: "Add a passkey",
    added: "Added. From now on you can sign in by it.",
    remove: "Remove",
    removed: "Removed.",
    unnamed: "Passkey",
    used: (day) => `last used ${day}`,
    unused: "never used",
    copied: "It may have been copied. Remove it.",
    InvalidStateError: "This device has a passkey of yours already.",
    passkey_refused: "This passkey does not sign in here, or it took too long.",
    insufficient_user_authentication: "That needs a fresh sign-in. Please sign out and in again.",
    too_many_passkeys: "You have as many as there may be. Please remove one first.",
    second_factor_required: "You need a second factor. Please add another before you remove the last one.",
  },
  de: {
    title: "Passkeys",
    about: "Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder PIN an, ohne Passwort.",
    by_passkey: "Mit Passkey anmelden",
    recovery: "Wiederherstellungscodes",
    recovery_about: "Schreiben Sie sie auf: Jeder meldet Sie einmal an, wenn Ihre Passkeys verloren sind. Sie stehen nur jetzt da.",
    own: "Ihre",
    none: "Sie haben noch keinen.",
    name: "Name des neuen, etwa „Laptop“",
    add: "Passkey hinzufügen",
    added: "Hinzugefügt. Von nun an können Sie sich damit anmelden.",
    remove: "Entfernen",
    removed: "Entfernt.",
    unnamed: "Passkey",
    used: (day) => `zuletzt benutzt: ${day}`,
    unused: "nie benutzt",
    copied: "Er wurde vielleicht kopiert. Entfernen Sie ihn.",
    InvalidStateError: "Dieses Gerät hat schon einen Passkey von Ihnen.",
    passkey_refused: "Dieser Passkey meldet hier nicht an, oder es dauerte zu lange.",
    insufficient_user_authentication: "Dafür braucht es eine frische Anmeldung. Bitte melden Sie sich ab und wieder an.",
    too_many_passkeys: "Mehr können Sie nicht haben. Bitte entfernen Sie zuerst einen.",
    second_factor_required: "Sie brauchen einen zweiten Faktor. Bitte fügen Sie einen hinzu, bevor Sie den letzten entfernen.",
  },
});
const [recovery, own] = ["recovery", "own"].map((id) => document.getElementById(id));

/** Dangerous changes need a fresh sign-in: whoever has a passkey shows it, and the change is tried once more. */
async function freshly(change) {
  try {
    return await change();
  } catch (refusal) {
    if (refusal.code !== "insufficient_user_authentication" || !document.querySelector("#passkeys li")) throw refusal;
    await ceremony("step-up/passkey", "get");
    return change();
  }
}

async function list() {
  const { results } = await ask("passkeys/");
  document.getElementById("none").hidden = results.length > 0;
  document.getElementById("passkeys").replaceChildren(...results.map(shown));
  own.hidden = false;
}

function shown({ id, name, last_used_at, copy_suspected_at }) {
  const item = document.createElement("li");
  const day = last_used_at && new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(last_used_at));
  const called = name || words.unnamed;
  item.textContent = `${called}, ${day ? words.used(day) : words.unused}. ${copy_suspected_at ? words.copied : ""} `;
  const button = document.createElement("button");
  button.className = "quiet";
  button.textContent = words.remove;
  button.setAttribute("aria-label", `${words.remove}: ${called}`);
  button.addEventListener("click", () =>
    attempt(words, async () => {
      await freshly(() => ask(`passkeys/${id}/`, "DELETE"));
      await list();
      say(words.removed, "done");
    }),
  );
  item.append(button);
  return item;
}

document.getElementById("add").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  attempt(words, async () => {
    const name = form.name.value;
    const { recovery_codes } = await freshly(() => ceremony("passkeys/registration", "create", {}, { name }));
    form.reset();
    recovery.hidden = recovery.hidden && !recovery_codes.length;
    if (recovery_codes.length) recovery.querySelector("pre").textContent = recovery_codes.join("\n");
    await list();
    say(words.added, "done");
  });
});
function left() {
  own.hidden = recovery.hidden = true;
}

const enter = entrance(words, { arrived: list, left });
document.getElementById("by-passkey").addEventListener("click", () =>
  attempt(words, async () => enter(await ceremony("login/passkey", "get", {}, { device_token: deviceToken() }))),
);
