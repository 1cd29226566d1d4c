// One's own phone number: have six digits sent there, and show by them that it is one's own.
import { attempt, say, wordsOf } from "./page.js";
import { WORDS, ask, entrance } from "./sign_in.js";

const { words } = wordsOf(WORDS, {
  en: {
    title: "Your phone number",
    about: "Once it is confirmed we can send you text messages.",
    none: "We have no number of yours. Please ask the workshop to add it.",
    send: "Send six digits to it",
    sent: "A text message is on its way. Its digits count for ten minutes.",
    digits: "The six digits",
    confirm: "This is my number",
    done: "Your phone number is confirmed.",
    code_invalid: "These digits are not right, or were sent too long ago.",
    text_messages_off: "This workshop sends no text messages.",
    address_unverified: "Please confirm your e-mail address first: open the link that we mailed you.",
    too_many_codes: "Enough messages were sent. Please wait an hour.",
  },
  de: {
    title: "Ihre Telefonnummer",
    about: "Ist sie bestätigt, können wir Ihnen SMS schicken.",
    none: "Wir haben keine Nummer von Ihnen. Bitte lassen Sie die Werkstatt eine eintragen.",
    send: "Sechs Ziffern dorthin schicken",
    sent: "Eine SMS ist unterwegs. Ihre Ziffern gelten zehn Minuten.",
    digits: "Die sechs Ziffern",
    confirm: "Das ist meine Nummer",
    done: "Ihre Telefonnummer ist bestätigt.",
    code_invalid: "Diese Ziffern sind falsch oder wurden vor zu langer Zeit geschickt.",
    text_messages_off: "Diese Werkstatt verschickt keine SMS.",
    address_unverified: "Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse: Öffnen Sie den Link, den wir Ihnen geschickt haben.",
    too_many_codes: "Es wurden genug Nachrichten geschickt. Bitte warten Sie eine Stunde.",
  },
});
const [own, number, send, confirm] = ["own", "number", "send", "confirm"].map((id) => document.getElementById(id));

async function show() {
  const { phone, phone_verified } = await ask("me/");
  number.textContent = phone || words.none;
  send.hidden = !phone || phone_verified;
  confirm.hidden = true;
  own.hidden = false;
  if (phone_verified) say(words.done, "done");
}

send.addEventListener("click", () =>
  attempt(words, async () => {
    await ask("phone/verify/", "POST");
    confirm.hidden = false;
    confirm.digits.focus();
    say(words.sent);
  }),
);
confirm.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(words, async () => {
    await ask("phone/verify/confirm/", "POST", { code: confirm.digits.value });
    confirm.reset();
    await show();
  });
});

entrance(words, {
  arrived: show,
  left: () => {
    own.hidden = true;
  },
});
