// What pages share whose link carries a code: a button, or a form for a password, that redeems it.
import { fetchSignedIn } from "/api/docs/session.js";
import { attempt, code, read, say, wordsOf } from "./page.js";

/**
 * Posts JSON below /api/v1/auth/, as whoever is signed in: proving an address leaves their second factors alone then.
 * A field that is refused is a refusal by the code of its own.
 */
async function post(route, body) {
  const headers = { "Content-Type": "application/json" };
  try {
    const request = { method: "POST", headers, body: JSON.stringify(body) };
    return await read(await fetchSignedIn(`/api/v1/auth/${route}`, request));
  } catch (refusal) {
    throw refusal.errors ? { ...refusal, code: refusal.errors[0].code } : refusal;
  }
}

/**
 * Redeems only once somebody asks for it: programs that look at links in mails follow them too. Where people may ask for
 * such a mail themselves, there is a form #another that does, by the route `mailing`: for a page without a code, and one
 * whose code counts no longer.
 */
export function redeemPage(route, table, mailing = "") {
  const { words } = wordsOf(SHARED, table);
  const [question, control, another] = ["question", "redeem", "another"].map((id) => document.getElementById(id));
  // It opens something, and is not to be found in the history of a browser that others use too.
  history.replaceState(null, "", location.pathname);

  function finish(text) {
    question.hidden = control.hidden = true;
    if (another) another.hidden = true;
    say(text, "done");
  }

  function offerAnother() {
    question.hidden = control.hidden = true;
    another.hidden = false;
  }

  function redeem(event) {
    event.preventDefault();
    return attempt(words, async () => {
      const password = control.password ? { password: control.password.value } : {};
      try {
        const answer = await post(route, { code, ...password });
        // Nobody goes on here: what the answer opened is closed again.
        if (answer?.refresh) await post("logout/", { refresh: answer.refresh });
      } catch (refusal) {
        if (refusal.code === "code_invalid" && another) offerAnother();
        throw refusal;
      }
      finish(words.done);
    });
  }

  control.addEventListener(control.password ? "submit" : "click", redeem);
  another?.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(words, async () => {
      await post(mailing, { email: another.email.value });
      finish(words.mailed);
    });
  });
  if (!code && another) offerAnother();
}

const SHARED = {
  en: {
    password: "New password",
    advice: "Eight characters or more: several words are easy to keep in mind.",
    email: "E-mail address",
    mail: "Mail me a link",
    mailed: "If there is an account with this address, a link is on its way there. Please look among spam, too.",
    invalid: "This is no e-mail address.",
    code_invalid: "This link leads nowhere any more. Please ask for another one.",
    blank: "This link leads nowhere. Please open it as it was sent to you.",
    max_length: "That is too long: a password has at most 128 characters.",
    password_too_short: "That is too short: a password has at least eight characters.",
    password_too_common: "Many people have this password. Please choose another one.",
    password_too_similar: "That is too much like your name or your address. Please choose another one.",
    password_entirely_numeric: "Digits alone are guessed too easily. Please choose another one.",
    email_taken: "Another account has this address meanwhile. Please telephone the workshop.",
  },
  de: {
    password: "Neues Passwort",
    advice: "Acht Zeichen oder mehr: Mehrere Wörter merkt man sich leicht.",
    email: "E-Mail-Adresse",
    mail: "Link schicken",
    mailed: "Gibt es ein Konto mit dieser Adresse, ist ein Link dorthin unterwegs. Bitte sehen Sie auch im Spam nach.",
    invalid: "Das ist keine E-Mail-Adresse.",
    code_invalid: "Dieser Link führt nirgendwohin mehr. Bitte lassen Sie sich einen neuen schicken.",
    blank: "Dieser Link führt nirgendwohin. Bitte öffnen Sie ihn so, wie er Ihnen geschickt wurde.",
    max_length: "Das ist zu lang: Ein Passwort hat höchstens 128 Zeichen.",
    password_too_short: "Das ist zu kurz: Ein Passwort hat mindestens acht Zeichen.",
    password_too_common: "Dieses Passwort haben viele. Bitte wählen Sie ein anderes.",
    password_too_similar: "Das ist Ihrem Namen oder Ihrer Adresse zu ähnlich. Bitte wählen Sie ein anderes.",
    password_entirely_numeric: "Ziffern allein errät man zu leicht. Bitte wählen Sie ein anderes.",
    email_taken: "Diese Adresse hat inzwischen ein anderes Konto. Bitte rufen Sie die Werkstatt an.",
  },
};
