// Whoever had an address before gets their account back with it.
import { redeemPage } from "./redeem.js";

redeemPage("email/change/undo/", {
  en: {
    title: "Your e-mail address was changed",
    question:
      "You are about to bring your account back to the address that this mail came to. Everybody who is signed in to " +
      "it is signed out, and its password no longer counts.",
    redeem: "Bring my account back",
    done: "Done. We have mailed you a link with which you choose a new password.",
  },
  de: {
    title: "Ihre E-Mail-Adresse wurde geändert",
    question:
      "Sie holen Ihr Konto zu der Adresse zurück, an die diese Mail ging. Wer dort angemeldet ist, wird abgemeldet, " +
      "und das Passwort gilt nicht mehr.",
    redeem: "Mein Konto zurückholen",
    done: "Erledigt. Wir haben Ihnen einen Link geschickt, mit dem Sie ein neues Passwort wählen.",
  },
});
