// Whoever reads the mails of a new address takes it.
import { redeemPage } from "./redeem.js";

redeemPage("email/change/confirm/", {
  en: {
    title: "Your new e-mail address",
    question: "You are about to sign in with this e-mail address from now on.",
    redeem: "Take this address",
    done: "Done. From now on you sign in with this address, and mails go there.",
  },
  de: {
    title: "Ihre neue E-Mail-Adresse",
    question: "Sie melden sich von nun an mit dieser E-Mail-Adresse an.",
    redeem: "Diese Adresse nehmen",
    done: "Erledigt. Von nun an melden Sie sich mit dieser Adresse an, und Mails gehen dorthin.",
  },
});
