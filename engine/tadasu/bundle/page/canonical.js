// Entries in their one spelling: canonical JSON (RFC 8785 in a restricted profile) of one shape.

const DEPTH = 64;
const MAX_ENTRY = 65535;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/;

// The canonical text of a value; throws for what the profile leaves out.
function canonical(value, depth = DEPTH) {
  if (typeof value === "string") {
    if (value.normalize("NFC") !== value) throw new Error("a text that is not in NFC");
    if (/\p{Surrogate}/u.test(value)) throw new Error("a lone surrogate");
    return JSON.stringify(value);
  }
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error("a number that is not whole, or too large");
    return String(value);
  }
  if (depth === 0) throw new Error(`more than ${DEPTH} levels`);
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth - 1)).join()}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((name) => member(name, value[name], depth)).join()}}`;
}

function member(name, value, depth) {
  if (/[^\x00-\x7f]/.test(name)) throw new Error("a member name that is not ASCII");
  return `${JSON.stringify(name)}:${canonical(value, depth - 1)}`;
}

// The value whose canonical text is exactly `text`, or throws.
function parseCanonical(text) {
  const value = JSON.parse(text);
  if (canonical(value) !== text) throw new Error("not the canonical spelling of its value");
  return value;
}

// The moment of a time of the record in microseconds, as a number that compares; null for none.
function moment(text) {
  if (typeof text !== "string" || !TIME.test(text)) return null;
  const seconds = Date.parse(`${text.slice(0, 19)}Z`);
  if (Number.isNaN(seconds) || !new Date(seconds).toISOString().startsWith(text.slice(0, 19))) {
    return null;
  }
  return seconds * 1000 + (text.length > 20 ? Number(text.slice(20, 26)) : 0);
}

const isText = (value) => typeof value === "string";
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isTime = (value) => moment(value) !== null;
const isDigest = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value);
const isId = (value) => isText(value) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
const counting = (least) => (value) => Number.isSafeInteger(value) && value >= least;
const shaped = (shape) => (value) => isObject(value) && fault(value, shape) === null;
const orNull = (holds) => (value) => value === null || holds(value);

const ACTOR = { id: isText, role: isText, auth: isText };

function isActor(value) {
  if (!isObject(value) || !("for" in value)) return shaped(ACTOR)(value);
  const named = (text) => isText(text) && /^.+$/.test(text) && text !== value.id;
  return shaped({ ...ACTOR, for: named })(value);
}

const STATEMENT_SHAPE = {
  v: (value) => value === 1,
  log: (value) => isText(value) && /^.+$/.test(value),
  id: isId,
  case: (value) => isText(value) && !value.includes("\0"),
  version: counting(1),
  kind: (value) => isText(value) && /^[a-z]+(\.[a-z]+)+\/[1-9][0-9]*$/.test(value),
  process: isDigest,
  occurred_at: isTime,
  actor: isActor,
  seen: orNull(shaped({ size: counting(0), root: isDigest })),
  request: isDigest,
  cause: orNull(isId),
  data: isObject,
  sealed: isObject,
  attachments: (value) => Array.isArray(value) && value.every(isObject),
};

const SIGNATURE_SHAPE = {
  key: (value) => isText(value) && /^SHA256:[A-Za-z0-9+/]{43}$/.test(value),
  sshsig: (value) => isText(value) && /^[A-Za-z0-9+/]+={0,2}$/.test(value),
};

const ENTRY_SHAPE = {
  statement: isText,
  recorded_at: isTime,
  sigs: (value) => Array.isArray(value) && value.every(shaped(SIGNATURE_SHAPE)),
};

// What is wrong with an object, or null: all of the shape, as they must be, no other.
function fault(members, shape) {
  for (const name of new Set([...Object.keys(shape), ...Object.keys(members)])) {
    if (!(name in members) || !Object.hasOwn(shape, name)) return `the member ${name}`;
    if (!shape[name](members[name])) return `the member ${name}`;
  }
  return null;
}

// An entry with its statement, or throws.
function parseEntry(text) {
  if (utf8(text).length > MAX_ENTRY) throw new Error("more bytes than an entry has");
  const entry = object(parseCanonical(text), ENTRY_SHAPE);
  const statement = object(parseCanonical(entry.statement), STATEMENT_SHAPE);
  return { ...entry, text: entry.statement, statement };
}

function object(value, shape) {
  const wrong = isObject(value) ? fault(value, shape) : "no object";
  if (wrong !== null) throw new Error(wrong);
  return value;
}
