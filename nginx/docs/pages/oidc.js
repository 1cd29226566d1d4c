// Signing in by a provider (OpenID Connect), for a workshop without a frontend of its own.
import { deviceToken, session } from "/api/docs/session.js";
import { attempt, code, say, wordsOf } from "./page.js";
import { WORDS, ask, entrance } from "./sign_in.js";

const { words } = wordsOf(WORDS, {
  en: {
    title: "Sign in",
    with: (title) => `Sign in with ${title}`,
    which: "By whom do you want to sign in?",
    none: "This workshop knows no provider to sign in by.",
    signed_in: "You are signed in.",
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
    upstream_unavailable: "The provider does not answer. Please try again later.",
  },
  de: {
    title: "Anmelden",
    with: (title) => `Anmelden mit ${title}`,
    which: "Über wen möchten Sie sich anmelden?",
    none: "Diese Werkstatt kennt keinen Anbieter, über den man sich anmelden kann.",
    signed_in: "Sie sind angemeldet.",
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
    upstream_unavailable: "Der Anbieter antwortet nicht. Bitte versuchen Sie es später noch einmal.",
  },
});
const KEPT = "servease-oidc-verifier";
// What comes in place of a code, where the provider has confirmed nobody.
const NO_CODE = ["declined", "not_confirmed", "state_invalid", "upstream_unavailable"];
const [first, providers, form] = ["entrance", "providers", "sign-in"].map((id) => document.getElementById(id));
// What of a provider's answer is still to be linked.
let unlinked = null;

const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** The verifier stays here; the provider's answer counts for whoever has it (RFC 7636). */
async function begin(name) {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  sessionStorage.setItem(KEPT, verifier);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  location.assign(`/api/v1/auth/oidc/${name}/start/?code_challenge=${base64url(new Uint8Array(digest))}`);
}

async function list() {
  const known = await ask("oidc/");
  const buttons = known.providers.map(({ name, title }) => {
    const button = document.createElement("button");
    button.textContent = words.with(title);
    button.addEventListener("click", () => attempt(words, () => begin(name)));
    return button;
  });
  providers.replaceChildren(...buttons);
}

function choose(text, manner = "") {
  first.hidden = false;
  say(providers.childElementCount ? text : words.none, manner);
}

async function arrived() {
  form.hidden = true;
  if (unlinked) await ask("oidc/link/", "POST", unlinked);
  say(unlinked ? words.linked : words.signed_in, "done");
  unlinked = null;
}

async function comeBack() {
  const shown = { code, code_verifier: sessionStorage.getItem(KEPT) ?? "" };
  sessionStorage.removeItem(KEPT);
  try {
    enter(await ask("login/oidc/", "POST", { ...shown, device_token: deviceToken() }));
  } catch (refusal) {
    first.hidden = false;
    if (refusal.code !== "link_required") {
      throw refusal.errors ? { code: shown.code_verifier ? refusal.errors[0].code : "verifier_invalid" } : refusal;
    }
    unlinked = shown;
    form.hidden = false;
    say(words.link_required);
  }
}

const enter = entrance(words, { arrived });
attempt(words, async () => {
  await list();
  // It counts once, and is in no history. A reload asks anew, instead of saying once more what was so.
  history.replaceState(null, "", location.pathname);
  if (NO_CODE.includes(code)) choose(words[code], code === "declined" ? "" : "trouble");
  else if (code) await comeBack();
  else if (!session()) choose(words.which);
});
