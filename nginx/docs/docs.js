// Files of their own, no scripts in the page: the content security policy allows no inline code.
import { current } from "./examples.js";
import { fetchSignedIn, forget, keep } from "./session.js";
import { openDialog, showSessionIn } from "./sign_in.js";

const ENDS_THE_SESSION = /\/api\/v1\/auth\/logout\/$/;

const schema = await (await fetch("/api/v1/openapi.json")).json();
const ui = SwaggerUIBundle({
  spec: current(schema),
  dom_id: "#api",
  deepLinking: true,
  // With 150 rows and more Swagger UI would keep only those in sight in the page: no browser finds a word in the
  // rest.
  docExpansion: "none",
  filter: true,
  tryItOutEnabled: true,
  // The default asks a validator on the internet.
  validatorUrl: null,
  plugins: [{ statePlugins: { auth: { wrapActions: { showDefinitions: () => openDialog } } } }],
  requestInterceptor: (request) => (request.headers?.Authorization ? { ...request, userFetch: fetchSignedIn } : request),
  // Whoever signs in by trying it out is signed in, too.
  responseInterceptor: (answer) => {
    if (answer.ok && answer.body?.access && answer.body.refresh) keep(answer.body);
    if (answer.ok && ENDS_THE_SESSION.test(answer.url)) forget();
    return answer;
  },
  onComplete: () => showSessionIn(ui),
});
