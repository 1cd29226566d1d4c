// Who forgot their password chooses another one.
import { redeemPage } from "./redeem.js";

redeemPage("password/reset/", {
  en: {
    title: "Another password",
    question: "Choose a new password. You are signed out wherever you are signed in, and keys for programs end.",
    redeem: "Set this password",
    another: "We mail you a link with which you choose another password. It counts for an hour.",
    done: "Done. You can sign in with your new password.",
  },
  de: {
    title: "Ein neues Passwort",
    question: "Wählen Sie ein neues Passwort. Sie werden überall abgemeldet, und Schlüssel für Programme enden.",
    redeem: "Dieses Passwort setzen",
    another: "Wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort wählen. Er gilt eine Stunde.",
    done: "Erledigt. Sie können sich mit Ihrem neuen Passwort anmelden.",
  },
}, "password/forgot/");
