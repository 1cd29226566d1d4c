// Who is signed in on the documentation's page, in all its tabs, for as long as the session lives.
// The gateway's guide says how a session is kept: `Staying signed in`.

const KEPT = "servease-docs-session";
const DEVICE = "servease-docs-device";
const SECONDS_TO_SPARE = 20;
// With these a token says that its session has ended.
const OVER = new Set(["token_invalid", "session_revoked"]);
const SECONDS_FOR_ANOTHER_TAB = 2;

const SECOND_FACTOR =
  "Enter a code of your authenticator app, or a recovery code. Passkeys are taken at /pages/passkeys/.";

/** What has changed: called with the session, or with null. */
let tell = () => {};

export function onChange(listener) {
  tell = listener;
  window.addEventListener("storage", ({ key }) => key === KEPT && tell(session()));
  tell(session());
}

export function session() {
  return JSON.parse(localStorage.getItem(KEPT));
}

/** Of the last sign-in in this browser, for its next one: it outlives the session (docs/identity.md, known devices). */
export function deviceToken() {
  return localStorage.getItem(DEVICE) ?? undefined;
}

export function keep({ access, refresh, account, device_token }) {
  if (device_token) localStorage.setItem(DEVICE, device_token);
  const known = account ? { email: account.email, role: account.role } : session();
  localStorage.setItem(KEPT, JSON.stringify({ ...known, access, refresh }));
  tell(session());
}

export function forget() {
  localStorage.removeItem(KEPT);
  tell(null);
}

/**
 * Throws the refusal; or, where the password is right and a second factor is asked for, what that needs. `code` is one
 * of an authenticator app, or a recovery code.
 */
export async function signIn(email, password, code = "") {
  const body = { email, password, device_token: deviceToken() };
  let answer = await (await post("/api/v1/auth/login/", body)).json();
  if (answer.mfa_required) {
    if (!code) throw { ...answer, code: "mfa_required", detail: SECOND_FACTOR };
    answer = await (await post("/api/v1/auth/login/mfa/", { mfa_token: answer.mfa_token, code })).json();
  }
  keep(answer);
}

export async function signOut() {
  const kept = session();
  forget();
  if (kept) await post("/api/v1/auth/logout/", { refresh: kept.refresh });
}

/** fetch, with a token that counts: renewed before it expires, or when it is refused though it had not. */
export async function fetchSignedIn(url, request) {
  let kept = session();
  if (!kept) return fetch(url, request);
  if (secondsLeft(kept.access) < SECONDS_TO_SPARE) kept = await renewed(kept.access);
  const answer = await fetch(url, withToken(request, kept));
  if (answer.status !== 401 || !kept) return answer;
  const { code } = await answer.clone().json();
  if (OVER.has(code) && session()?.access === kept.access) forget();
  if (code !== "token_expired") return answer;
  return fetch(url, withToken(request, await renewed(kept.access)));
}

// A refresh token is used once, so the tabs take turns; whoever comes second finds the pair that is new already.
// Browsers give locks to pages by https and of the same machine only; elsewhere the grace of ten seconds has to do.
let renewing = null;

function renewed(spent) {
  renewing ??= (navigator.locks ? renewInTurn(spent) : renew(spent)).finally(() => (renewing = null));
  return renewing;
}

async function renewInTurn(spent) {
  const isFirst = await navigator.locks.request(KEPT, { ifAvailable: true }, async (lock) => {
    if (lock) await renew(spent);
    return Boolean(lock);
  });
  if (isFirst) return session();
  return navigator.locks.request(KEPT, async () => {
    // The other tab's lock can be free before what it kept is to be seen in this one.
    if (session()?.access === spent) await anotherTab();
    return renew(spent);
  });
}

async function renew(spent) {
  const kept = session();
  if (!kept || kept.access !== spent) return kept;
  // Whoever signed out, or in as somebody else, meanwhile is not given back what was kept before.
  const isStillKept = () => session()?.refresh === kept.refresh;
  try {
    const pair = await (await post("/api/v1/auth/token/refresh/", { refresh: kept.refresh })).json();
    if (isStillKept()) keep(pair);
  } catch (problem) {
    if (problem.code === "refresh_in_progress") await anotherTab();
    // The session is over. When the gateway only did not answer, it may still live.
    else if (problem.status === 401 && isStillKept()) forget();
  }
  return session();
}

/** Until another tab has kept something, or has had the time to. */
function anotherTab() {
  return new Promise((done) => {
    window.addEventListener("storage", done, { once: true });
    setTimeout(done, SECONDS_FOR_ANOTHER_TAB * 1000);
  });
}

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw await answer.json();
  return answer;
}

function withToken(request, kept) {
  const headers = new Headers(request.headers);
  if (kept) headers.set("Authorization", `Bearer ${kept.access}`);
  return { ...request, headers };
}

function secondsLeft(token) {
  const claims = JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
  return claims.exp - Date.now() / 1000;
}
