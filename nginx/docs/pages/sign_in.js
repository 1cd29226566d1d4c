// What pages share on which people sign in: who is signed in, their password, and their second factor.
import { deviceToken, fetchSignedIn, forget, keep, onChange, signOut } from "/api/docs/session.js";
import { attempt, fill, read, say } from "./page.js";

/** Asks below /api/v1/auth/, and gives the answer's JSON. */
export function ask(path, method = "GET", body = undefined) {
  const headers = { "Content-Type": "application/json" };
  return fetchSignedIn(`/api/v1/auth/${path}`, { method, headers, body: body && JSON.stringify(body) }).then(read);
}

/** A ceremony of passkeys: what the browser is asked for, and what it answered. */
export async function ceremony(path, verb, more = {}, said = {}) {
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

/**
 * Signs in by the form that it writes into #sign-in in #entrance, and asks for the second factor in #second-factor where there is one.
 * `arrived` is called once somebody else is signed in than before, `left` once nobody is. Gives the function that takes
 * what another way to sign in has answered.
 */
export function entrance(words, { arrived, left = () => {} }) {
  const [first, form, second, who] = ["entrance", "sign-in", "second-factor", "who"].map((id) =>
    document.getElementById(id),
  );
  form.innerHTML = PASSWORD;
  second.innerHTML = SECOND_FACTOR;
  // A page has one button that is meant first.
  form.querySelector("button").classList.toggle("first", !first.querySelector(".first"));
  for (const written of [form, second]) fill(words, written);
  const [byPasskey, byCode] = [second.querySelector("[type=button]"), second.querySelector("form")];
  let signedInAs = null;
  let challenge = null;

  function enter(answer) {
    challenge = answer.mfa_required ? answer : null;
    second.hidden = !challenge;
    if (challenge) {
      first.hidden = true;
      byPasskey.hidden = !challenge.methods.includes("passkey");
      return say(words.second);
    }
    signedInAs = null;
    return keep(answer);
  }

  function show(factor) {
    return attempt({ ...words, code_invalid: words.wrong_code }, async () => {
      try {
        enter(await factor({ mfa_token: challenge.mfa_token }));
      } catch (refusal) {
        if (refusal.code === "mfa_token_invalid") {
          challenge = null;
          second.hidden = true;
          first.hidden = false;
        }
        throw refusal;
      }
    });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = { email: form.email.value, password: form.password.value, device_token: deviceToken() };
    attempt(words, async () => enter(await ask("login/", "POST", body)));
  });
  byPasskey.addEventListener("click", () => show((begun) => ceremony("login/mfa/passkey", "get", begun)));
  byCode.addEventListener("submit", (event) => {
    event.preventDefault();
    show((begun) => ask("login/mfa/", "POST", { ...begun, code: byCode.code.value }));
  });
  // Signed out here all the same when the gateway does not hear of it.
  document.getElementById("sign-out").addEventListener("click", () => signOut().catch(forget));

  onChange((kept) => {
    who.hidden = !kept;
    who.querySelector("span").textContent = kept?.email ?? "";
    first.hidden = Boolean(kept) || Boolean(challenge);
    if (!kept) {
      left();
      if (!challenge) say("");
    } else if (kept.email !== signedInAs) {
      challenge = null;
      second.hidden = true;
      for (const each of document.forms) each.reset();
      say("");
      attempt(words, arrived);
    }
    signedInAs = kept?.email ?? null;
  });
  return enter;
}

const PASSWORD = `
  <label><span data-words="email"></span>
    <input name="email" type="email" autocomplete="username" required></label>
  <label><span data-words="password"></span>
    <input name="password" type="password" autocomplete="current-password" required></label>
  <p class="buttons"><button data-words="sign_in"></button></p>
  <p><a href="/pages/reset/" data-words="forgotten"></a></p>`;
const SECOND_FACTOR = `
  <p class="buttons"><button type="button" class="first" data-words="show_passkey"></button></p>
  <form>
    <label><span data-words="code"></span> <input name="code" autocomplete="one-time-code" required></label>
    <p class="buttons"><button data-words="sign_in"></button></p>
  </form>`;

/** What is said on the way in, for wordsOf. */
export const WORDS = {
  en: {
    email: "E-mail address",
    password: "Password",
    sign_in: "Sign in",
    sign_out: "Sign out",
    forgotten: "Forgotten your password?",
    second: "Now show your second factor.",
    show_passkey: "Show a passkey",
    code: "Code of your app, or a recovery code",
    wrong_code: "This code is not right, or was used already.",
    invalid_credentials: "The e-mail address or the password is wrong.",
    mfa_token_invalid: "That took too long, or was wrong too often. Please sign in again.",
    ceremony_over: "That took too long. Please try again.",
    passkey_invalid: "That was no answer of a passkey of yours. Please try again.",
    passkeys_off: "This workshop takes no passkeys.",
    unable: "This browser knows no passkeys, or the address does not begin with https.",
    NotAllowedError: "Nothing was shown, or it took too long.",
    SecurityError: "This page's address is not the one that passkeys are for. Please ask the workshop.",
  },
  de: {
    email: "E-Mail-Adresse",
    password: "Passwort",
    sign_in: "Anmelden",
    sign_out: "Abmelden",
    forgotten: "Passwort vergessen?",
    second: "Zeigen Sie nun Ihren zweiten Faktor.",
    show_passkey: "Passkey zeigen",
    code: "Code Ihrer App oder ein Wiederherstellungscode",
    wrong_code: "Dieser Code ist falsch oder wurde schon benutzt.",
    invalid_credentials: "Die E-Mail-Adresse oder das Passwort ist falsch.",
    mfa_token_invalid: "Das dauerte zu lange oder war zu oft falsch. Bitte melden Sie sich neu an.",
    ceremony_over: "Das dauerte zu lange. Bitte versuchen Sie es noch einmal.",
    passkey_invalid: "Das war keine Antwort eines Ihrer Passkeys. Bitte versuchen Sie es noch einmal.",
    passkeys_off: "Diese Werkstatt nimmt keine Passkeys.",
    unable: "Dieser Browser kennt keine Passkeys, oder die Adresse beginnt nicht mit https.",
    NotAllowedError: "Es wurde nichts gezeigt, oder es dauerte zu lange.",
    SecurityError: "Die Adresse dieser Seite ist nicht die, für die es Passkeys gibt. Bitte fragen Sie die Werkstatt.",
  },
};
