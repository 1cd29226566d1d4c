// The dialog behind Authorize and every padlock: e-mail address and password, no token to paste.
import { forget, onChange, session, signIn, signOut } from "./session.js";

const dialog = document.getElementById("sign-in");
const form = dialog.querySelector("form");
const second = form.querySelector("[data-second-factor]");
const trouble = dialog.querySelector("[role=alert]");
const who = document.getElementById("who");
const button = document.getElementById("sign-in-or-out");

export function openDialog() {
  trouble.textContent = "";
  dialog.showModal();
}

/** Keeps Swagger UI's padlocks and the line at the top to what is true. */
export function showSessionIn(ui) {
  onChange((kept) => {
    who.textContent = kept ? `${kept.email} (${kept.role})` : "Not signed in";
    button.textContent = kept ? "Sign out" : "Sign in";
    if (kept) ui.preauthorizeApiKey("bearer", kept.access);
    else if (ui.authSelectors.authorized()?.size) ui.authActions.logout(["bearer"]);
  });
}

async function trySigningIn(email, password, code) {
  trouble.textContent = "";
  try {
    await signIn(email, password, code);
    form.reset();
    second.hidden = true;
    dialog.close();
  } catch (problem) {
    if (problem.code === "mfa_required") second.hidden = false;
    trouble.textContent = problem.errors?.[0].message ?? problem.detail ?? "The gateway does not answer.";
  }
}

// Development's accounts sign in by one click.
for (const account of dialog.querySelectorAll("[data-email]")) {
  const choose = document.createElement("button");
  choose.type = "button";
  choose.textContent = `Sign in as ${account.dataset.email}`;
  choose.addEventListener("click", () => trySigningIn(account.dataset.email, account.closest("ul").dataset.password));
  account.querySelector("code").replaceWith(choose);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  trySigningIn(form.email.value, form.password.value, form.code.value);
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
button.addEventListener("click", async () => {
  if (!session()) return openDialog();
  // Signed out here all the same when the gateway does not hear of it.
  await signOut().catch(forget);
});
