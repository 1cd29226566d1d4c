// One's own passkeys: sign in by one or by password, add, look at and remove them.
import { deviceToken, fetchSignedIn, forget, keep, onChange, signIn, signOut } from "/api/docs/session.js";
import { attempt, read, say, wordsOf } from "./page.js";

const { locale, words } = wordsOf({
  en: {
    title: "Passkeys",
    about: "With a passkey you sign in by fingerprint, face or PIN, without a password.",
    by_passkey: "Sign in with a passkey",
    email: "E-mail address",
    password: "Password",
    sign_in: "Sign in",
    sign_out: "Sign out",
    show_passkey: "Show a passkey",
    code: "Code of your app, or a recovery code",
    second: "The password is right. Now show your second factor.",
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
    NotAllowedError: "Nothing was shown, or it took too long.",
    InvalidStateError: "This device has a passkey of yours already.",
    SecurityError: "This page's address is not the one that passkeys are for. Please ask the workshop.",
    invalid_credentials: "The e-mail address or the password is wrong.",
    ceremony_over: "That took too long. Please try again.",
    passkey_invalid: "That was no answer of a passkey of yours. Please try again.",
    passkey_refused: "This passkey does not sign in here, or it took too long.",
    mfa_token_invalid: "That took too long, or was wrong too often. Please sign in again.",
    code_invalid: "This code is not right, or was used already.",
    insufficient_user_authentication: "That needs a fresh sign-in. Please sign out and in again.",
    unable: "This browser knows no passkeys, or the address does not begin with https.",
    passkeys_off: "This workshop takes no passkeys.",
    too_many_passkeys: "You have as many as there may be. Please remove one first.",
    second_factor_required: "You need a second factor. Please add another before you remove the last one.",
  },
  de: {
    title: "Passkeys",
    about: "Mit einem Passkey melden Sie sich per Fingerabdruck, Gesicht oder PIN an, ohne Passwort.",
    by_passkey: "Mit Passkey anmelden",
    email: "E-Mail-Adresse",
    password: "Passwort",
    sign_in: "Anmelden",
    sign_out: "Abmelden",
    show_passkey: "Passkey zeigen",
    code: "Code Ihrer App oder ein Wiederherstellungscode",
    second: "Das Passwort stimmt. Zeigen Sie nun Ihren zweiten Faktor.",
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
    NotAllowedError: "Es wurde nichts gezeigt, oder es dauerte zu lange.",
    InvalidStateError: "Dieses Gerät hat schon einen Passkey von Ihnen.",
    SecurityError: "Die Adresse dieser Seite ist nicht die, für die es Passkeys gibt. Bitte fragen Sie die Werkstatt.",
    invalid_credentials: "Die E-Mail-Adresse oder das Passwort ist falsch.",
    ceremony_over: "Das dauerte zu lange. Bitte versuchen Sie es noch einmal.",
    passkey_invalid: "Das war keine Antwort eines Ihrer Passkeys. Bitte versuchen Sie es noch einmal.",
    passkey_refused: "Dieser Passkey meldet hier nicht an, oder es dauerte zu lange.",
    mfa_token_invalid: "Das dauerte zu lange oder war zu oft falsch. Bitte melden Sie sich neu an.",
    code_invalid: "Dieser Code ist falsch oder wurde schon benutzt.",
    insufficient_user_authentication: "Dafür braucht es eine frische Anmeldung. Bitte melden Sie sich ab und wieder an.",
    unable: "Dieser Browser kennt keine Passkeys, oder die Adresse beginnt nicht mit https.",
    passkeys_off: "Diese Werkstatt nimmt keine Passkeys.",
    too_many_passkeys: "Mehr können Sie nicht haben. Bitte entfernen Sie zuerst einen.",
    second_factor_required: "Sie brauchen einen zweiten Faktor. Bitte fügen Sie einen hinzu, bevor Sie den letzten entfernen.",
  },
});
const [entrance, second, recovery, own] = ["entrance", "second", "recovery", "own"].map((id) => document.getElementById(id));
let challenged = null;

function ask(path, method = "GET", body = undefined) {
  const headers = { "Content-Type": "application/json" };
  return fetchSignedIn(`/api/v1/auth/${path}`, { method, headers, body: body && JSON.stringify(body) }).then(read);
}

/** A ceremony: what the browser is asked for, and what it answered. */
async function ceremony(path, verb, more = {}, said = {}) {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) throw { code: "unable" };
  const { ceremony_id, options } = await ask(`${path}/begin/`, "POST", more);
  const publicKey =
    verb === "create"
      ? PublicKeyCredential.parseCreationOptionsFromJSON(options)
      : PublicKeyCredential.parseRequestOptionsFromJSON(options);
  // What the browser refuses has a name where our own refusals have a code.
  const credential = await navigator.credentials[verb]({ publicKey }).catch(({ name }) => Promise.reject({ code: name }));
  return ask(`${path}/complete/`, "POST", { ...more, ...said, ceremony_id, credential: credential.toJSON() });
}

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

function signedIn(answer) {
  challenged = null;
  keep(answer);
}

document.getElementById("by-passkey").addEventListener("click", () =>
  attempt(words, async () => signedIn(await ceremony("login/passkey", "get", {}, { device_token: deviceToken() }))),
);
document.getElementById("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  attempt(words, async () => {
    try {
      await signIn(form.email.value, form.password.value);
    } catch (refusal) {
      if (refusal.code !== "mfa_required") throw refusal;
      challenged = refusal;
      entrance.hidden = true;
      second.hidden = false;
      document.getElementById("second-passkey").hidden = !refusal.methods.includes("passkey");
      say(words.second);
    }
  });
});
document.getElementById("second-passkey").addEventListener("click", () =>
  attempt(words, async () =>
    signedIn(await ceremony("login/mfa/passkey", "get", { mfa_token: challenged.mfa_token })),
  ),
);
document.getElementById("second-code").addEventListener("submit", (event) => {
  event.preventDefault();
  const code = event.target.code.value;
  attempt(words, async () => signedIn(await ask("login/mfa/", "POST", { mfa_token: challenged.mfa_token, code })));
});
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
// Signed out here all the same when the gateway does not hear of it.
document.getElementById("sign-out").addEventListener("click", () => signOut().catch(forget));

let signedInAs = null;
onChange((kept) => {
  const who = document.getElementById("who");
  who.hidden = !kept;
  who.querySelector("span").textContent = kept?.email ?? "";
  entrance.hidden = Boolean(kept) || Boolean(challenged);
  if (!kept) {
    own.hidden = recovery.hidden = true;
    say("");
  } else if (kept.email !== signedInAs) {
    second.hidden = true;
    for (const form of document.forms) form.reset();
    say("");
    attempt(words, list);
  }
  signedInAs = kept?.email ?? null;
});
