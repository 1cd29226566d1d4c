// One button: the same request that a mail program sends for its reader (RFC 8058).
import { attempt, code, read, say, wordsOf } from "./page.js";

const { words } = wordsOf({
  en: {
    title: "No more mails",
    question: "You are about to end mails of the kind that this link came in. All others still come.",
    unsubscribe: "Unsubscribe",
    done: "Done. You get no more mails of this kind.",
    not_found: "This link leads nowhere. Please use the one in the newest mail.",
  },
  de: {
    title: "Keine Mails mehr",
    question: "Sie bestellen Mails von der Art ab, in der dieser Link stand. Alle anderen kommen weiterhin.",
    unsubscribe: "Abbestellen",
    done: "Erledigt. Sie bekommen keine Mails dieser Art mehr.",
    not_found: "Dieser Link führt nirgendwohin. Bitte nehmen Sie den aus der neuesten Mail.",
  },
});
const button = document.getElementById("unsubscribe");

button.addEventListener("click", () =>
  attempt(words, async () => {
    const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
    await read(await fetch(`/api/v1/notifications/unsubscribe/${encodeURIComponent(code)}/`, { method: "POST", body }));
    document.getElementById("question").hidden = true;
    button.hidden = true;
    say(words.done, "done");
  }),
);
