// Makes the schema's examples fit to be tried out now. They are as if the Monday to come were this one, as
// chassis/api/examples.py says: all dates move by whole weeks, so that what is to come is never past.

const NEXT_MONDAY = "2026-11-30";
const MILLISECONDS_A_DAY = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}(?=T|$)/;
// Of a value that can be used once only.
const DIGITS = /000000(?!\d)/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function weeksSince(now) {
  const tomorrow = now + MILLISECONDS_A_DAY;
  return Math.ceil((tomorrow - Date.parse(NEXT_MONDAY)) / (7 * MILLISECONDS_A_DAY));
}

function shifted(date, weeks) {
  return new Date(Date.parse(date) + weeks * 7 * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** The value with its texts, however deep, as they are to be shown at the moment `now`. */
export function brought(value, now = Date.now()) {
  if (Array.isArray(value)) return value.map((one) => brought(one, now));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, brought(one, now)]));
  }
  if (typeof value !== "string" || UUID.test(value)) return value;
  const digits = () => String(Math.floor(Math.random() * 1e6)).padStart(6, "0");
  return value.replace(DATE, (date) => shifted(date, weeksSince(now))).replace(DIGITS, digits);
}

/** The document with each `example` and `examples` brought up to now. */
export function current(document) {
  if (Array.isArray(document)) return document.map(current);
  if (!document || typeof document !== "object") return document;
  const shown = Object.fromEntries(
    Object.entries(document).map(([name, part]) => [
      name,
      name === "example" || name === "examples" ? brought(part) : current(part),
    ]),
  );
  return shown.in && shown.schema ? named(shown) : shown;
}

/** Of a parameter that is not filled in Swagger UI shows no example, so its description says one. */
function named(parameter) {
  const [example] = parameter.schema.examples ?? [];
  if (example === undefined) return parameter;
  return { ...parameter, description: `${parameter.description ?? ""} For example \`${example}\`.`.trim() };
}
