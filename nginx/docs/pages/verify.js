// Whoever reads the mails of an address says that it is theirs.
import { redeemPage } from "./redeem.js";

redeemPage("email/verify/", {
  en: {
    title: "Your e-mail address",
    question:
      "You are about to confirm that this e-mail address is yours, and that you opened an account with it. " +
      "If you did not, close this page.",
    redeem: "This is my address",
    another: "We mail you a link with which you confirm your address. It counts for a day.",
    done: "Thank you. Your e-mail address is confirmed.",
  },
  de: {
    title: "Ihre E-Mail-Adresse",
    question:
      "Sie bestätigen, dass diese E-Mail-Adresse Ihre ist, und dass Sie mit ihr ein Konto eröffnet haben. " +
      "Haben Sie das nicht, dann schließen Sie diese Seite.",
    redeem: "Das ist meine Adresse",
    another: "Wir schicken Ihnen einen Link, mit dem Sie Ihre Adresse bestätigen. Er gilt einen Tag.",
    done: "Vielen Dank. Ihre E-Mail-Adresse ist bestätigt.",
  },
}, "email/verify/resend/");
