// Who was invited chooses their first password.
import { redeemPage } from "./redeem.js";

redeemPage("invitations/accept/", {
  en: {
    title: "Welcome",
    question: "You are invited. Choose a password, and your account is ready.",
    redeem: "Set this password",
    code_invalid: "This invitation is over. Please ask the workshop for another one.",
    done: "Welcome. You can sign in with your e-mail address and this password.",
  },
  de: {
    title: "Willkommen",
    question: "Sie sind eingeladen. Wählen Sie ein Passwort, und Ihr Konto ist bereit.",
    redeem: "Dieses Passwort setzen",
    code_invalid: "Diese Einladung ist vorbei. Bitte lassen Sie sich von der Werkstatt eine neue schicken.",
    done: "Willkommen. Sie können sich mit Ihrer E-Mail-Adresse und diesem Passwort anmelden.",
  },
});
