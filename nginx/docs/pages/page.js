// What the pages share: the reader's language, what stands behind the #, and how to say what went wrong.

/** Of the browser's languages the first in which there are words; else English. `locale` is for times and money. */
export function wordsOf(...tables) {
  const locale = navigator.languages.find((tag) => tag.slice(0, 2) in SHARED) ?? "en-GB";
  const language = locale.slice(0, 2);
  const words = Object.assign({}, ...[SHARED, ...tables].map((table) => table[language]));
  document.documentElement.lang = language;
  document.title = words.title;
  fill(words, document);
  return { locale, words };
}

/** Writes each of the words where it belongs. */
export function fill(words, within) {
  for (const place of within.querySelectorAll("[data-words]")) place.textContent = words[place.dataset.words];
}

/** What the link carries. A browser sends nothing behind a # to any server, so that no log has it. */
export const code = decodeURIComponent(location.hash.slice(1));
// Another link in the same tab is another page.
window.addEventListener("hashchange", () => location.reload());

const status = document.getElementById("status");

export function say(text, manner = "") {
  status.textContent = text;
  status.className = manner;
}

/** The answer's JSON. Throws the refusal, which has a `status`, or a TypeError where nobody answers. */
export async function read(answer) {
  const body = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) throw { ...body, status: answer.status };
  return body;
}

/** Do what a button says, once at a time, and say what went wrong: by the refusal's code or its field's, or in general. */
export async function attempt(words, action) {
  const buttons = [...document.querySelectorAll("button:enabled")];
  for (const button of buttons) button.disabled = true;
  try {
    await action();
  } catch (refusal) {
    const code = refusal.errors?.[0]?.code ?? refusal.code;
    say(words[code] ?? words[refusal.status] ?? words.trouble, "trouble");
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

const SHARED = {
  en: {
    trouble: "That did not work. Please try again later, or telephone the workshop.",
    429: "That was too often. Please wait a moment and try again.",
  },
  de: {
    trouble: "Das hat nicht geklappt. Bitte versuchen Sie es später noch einmal oder rufen Sie die Werkstatt an.",
    429: "Das war zu oft. Bitte warten Sie einen Augenblick und versuchen Sie es noch einmal.",
  },
};
