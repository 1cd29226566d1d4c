// Signing in by a provider (OpenID Connect), for a workshop without a frontend of its own.
import { deviceToken, fetchSignedIn, keep, onChange, signOut } from "/api/docs/session.js";
import { attempt, code, read, say, wordsOf } from "./page.js";

const { words } = wordsOf({
  en: {
    title: "Sign in",
    with: (title) => `Sign in with ${title}`,
    which: "By whom do you want to sign in?",
    none: "This workshop knows no provider to sign in by.",
    email: "E-mail address",
    password: "Password",
    code: "Code of your app, or a recovery code",
    sign_in: "Sign in",
    sign_out: "Sign out",
    signed_in: "You are signed in.",
    second: "Now show your second factor.",
    linked: "You are signed in. From now on the provider will do.",
    link_required: "You have an account already. Sign in to it once with your password, and the two are linked.",
    declined: "Nobody was signed in there. Choose again.",
    not_confirmed: "The provider did not confirm who you are. Please try again, or ask the workshop.",
    state_invalid: "This sign-in took too long, or was finished already. Please begin anew.",
    code_invalid: "That did not count, or no longer. Please begin anew.",
    verifier_invalid: "This sign-in was begun in another window. Please begin anew.",
    email_not_verified: "The provider has not verified your e-mail address. Please register with a password.",
    other_address: "The provider knows you by another e-mail address than this account has.",
    identity_taken: "Somebody signs in by this identity already.",
    sign_in_refused: "Nobody signs in by this identity. Please ask the workshop.",
    invalid_credentials: "The e-mail address or the password is wrong.",
    mfa_token_invalid: "That took too long, or was wrong too often. Please begin anew.",
    upstream_unavailable: "The provider does not answer. Please try again later.",
  },
  de: {
    title: "Anmelden",
    with: (title) => `Anmelden mit ${title}`,
    which: "Über wen möchten Sie sich anmelden?",
    none: "Diese Werkstatt kennt keinen Anbieter, über den man sich anmelden kann.",
    email: "E-Mail-Adresse",
    password: "Passwort",
    code: "Code Ihrer App oder ein Wiederherstellungscode",
    sign_in: "Anmelden",
    sign_out: "Abmelden",
    signed_in: "Sie sind angemeldet.",
    second: "Zeigen Sie nun Ihren zweiten Faktor.",
    linked: "Sie sind angemeldet. Von nun an genügt der Anbieter.",
    link_required: "Sie haben schon ein Konto. Melden Sie sich einmal mit Ihrem Passwort an, dann ist beides verbunden.",
    declined: "Dort hat sich niemand angemeldet. Wählen Sie noch einmal.",
    not_confirmed:
      "Der Anbieter hat nicht bestätigt, wer Sie sind. Bitte versuchen Sie es noch einmal oder fragen Sie die Werkstatt.",
    state_invalid: "Diese Anmeldung dauerte zu lange oder ist schon beendet. Bitte beginnen Sie neu.",
    code_invalid: "Das galt nicht oder gilt nicht mehr. Bitte beginnen Sie neu.",
    verifier_invalid: "Diese Anmeldung wurde in einem anderen Fenster begonnen. Bitte beginnen Sie neu.",
    email_not_verified: "Der Anbieter hat Ihre E-Mail-Adresse nicht bestätigt. Bitte registrieren Sie sich mit Passwort.",
    other_address: "Der Anbieter kennt Sie unter einer anderen E-Mail-Adresse als dieses Konto.",
    identity_taken: "Mit dieser Identität meldet sich schon jemand an.",
    sign_in_refused: "Mit dieser Identität meldet sich niemand an. Bitte fragen Sie die Werkstatt.",
    invalid_credentials: "Die E-Mail-Adresse oder das Passwort ist falsch.",
    mfa_token_invalid: "Das dauerte zu lange oder war zu oft falsch. Bitte beginnen Sie neu.",
    upstream_unavailable: "Der Anbieter antwortet nicht. Bitte versuchen Sie es später noch einmal.",
  },
});
const KEPT = "servease-oidc-verifier";
// What comes in place of a code, where the provider has confirmed nobody.
const NO_CODE = ["declined", "not_confirmed", "state_invalid", "upstream_unavailable"];
const [password, second, providers] = ["password", "second", "providers"].map((id) => document.getElementById(id));
// What of a provider's answer is still to be linked, and the sign-in that waits for a second factor.
let unlinked = null;
let challenged = null;

function ask(path, body) {
  const request = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  return fetchSignedIn(`/api/v1/auth/${path}`, request).then(read);
}

const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** The verifier stays here; the provider's answer counts for whoever has it (RFC 7636). */
async function begin(name) {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  sessionStorage.setItem(KEPT, verifier);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  location.assign(`/api/v1/auth/oidc/${name}/start/?code_challenge=${base64url(new Uint8Array(digest))}`);
}

async function choose(text, manner = "") {
  const known = await read(await fetch("/api/v1/auth/oidc/"));
  const buttons = known.providers.map(({ name, title }) => {
    const button = document.createElement("button");
    button.textContent = words.with(title);
    button.addEventListener("click", () => attempt(words, () => begin(name)));
    return button;
  });
  providers.replaceChildren(...buttons);
  say(buttons.length ? text : words.none, manner);
}

async function signedIn(answer) {
  challenged = answer.mfa_required ? answer.mfa_token : null;
  password.hidden = true;
  second.hidden = !challenged;
  if (challenged) return say(words.second);
  keep(answer);
  if (unlinked) await ask("oidc/link/", unlinked);
  return say(unlinked ? words.linked : words.signed_in, "done");
}

async function comeBack() {
  const shown = { code, code_verifier: sessionStorage.getItem(KEPT) ?? "" };
  // It counts once, and is in no history.
  history.replaceState(null, "", location.pathname);
  sessionStorage.removeItem(KEPT);
  try {
    await signedIn(await ask("login/oidc/", { ...shown, device_token: deviceToken() }));
  } catch (refusal) {
    if (refusal.code !== "link_required") {
      await choose(words.which);
      throw refusal.errors ? { code: shown.code_verifier ? refusal.errors[0].code : "verifier_invalid" } : refusal;
    }
    unlinked = shown;
    password.hidden = false;
    say(words.link_required);
  }
}

password.addEventListener("submit", (event) => {
  event.preventDefault();
  const body = { email: password.email.value, password: password.password.value, device_token: deviceToken() };
  attempt(words, async () => signedIn(await ask("login/", body)));
});
second.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(words, async () => signedIn(await ask("login/mfa/", { mfa_token: challenged, code: second.code.value.trim() })));
});
document.getElementById("sign-out").addEventListener("click", () => attempt(words, signOut));
onChange((kept) => {
  const who = document.getElementById("who");
  who.hidden = !kept;
  who.firstElementChild.textContent = kept?.email ?? "";
});
/** A reload asks anew, instead of saying once more what was so. */
function sayWhyNot() {
  history.replaceState(null, "", location.pathname);
  return choose(words[code], code === "declined" ? "" : "trouble");
}

attempt(words, () => (!code ? choose(words.which) : NO_CODE.includes(code) ? sayWhyNot() : comeBack()));
