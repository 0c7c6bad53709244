// Cases, as their events tell them: docs/record-format.md, "Folding". It judges nothing: what is
// too odd to follow is left out here, and named by the verification.

function foldCases(entries) {
  const cases = new Map();
  for (const entry of entries) {
    if (entry === null || !isText(entry.statement.case) || !entry.statement.case) continue;
    try {
      follow(cases, entry);
    } catch {
      continue;
    }
  }
  for (const one of cases.values()) cases.get(one.parent)?.children.push(one.key);
  return cases;
}

function follow(cases, entry) {
  const { statement } = entry;
  if (statement.kind === "case.opened/1" && !cases.has(statement.case)) {
    cases.set(statement.case, opened(entry));
  }
  const found = cases.get(statement.case);
  if (!found) return;
  found.entries.push(entry);
  if (Object.hasOwn(EVOLVE, statement.kind)) EVOLVE[statement.kind](found, statement.data, entry);
  if ((statement.data.verdicts ?? []).some((one) => one.result === "fail")) found.warned += 1;
}

function opened(entry) {
  const { statement } = entry;
  const { workflow, state, parent = null, fields = {}, due = null } = statement.data;
  return {
    key: statement.case,
    process: statement.process,
    ...{ workflow, state, parent, due },
    round: 1,
    fields: { ...fields },
    path: [{ state, from: null, transition: null, entry }],
    ...{ children: [], entries: [], evidence: [], documents: [], waivers: [] },
    ...{ refused: 0, warned: 0 },
  };
}

const EVOLVE = {
  "case.amended/1": (found, data) => lay(found, data.fields),
  "case.moved/1": (found, data, entry) => {
    lay(found, data.fields);
    const { source, target, transition, due = null, round } = data;
    found.path.push({ state: target, from: source, transition, entry });
    Object.assign(found, { state: target, due, round: round ?? found.round });
  },
  "case.refused/1": (found) => {
    found.refused += 1;
  },
  "evidence.attached/1": (found, data, entry) => found.evidence.push({ ...data, entry }),
  "document.issued/1": (found, data, entry) => found.documents.push({ ...data, entry }),
  "waiver.granted/1": (found, data, entry) => found.waivers.push({ ...data, entry }),
  "case.migrated/1": migrate,
};

// Facts over facts; null clears.
function lay(found, fields = {}) {
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) delete found.fields[name];
    else found.fields[name] = value;
  }
}

function migrate(found, data) {
  const { after, workflow, source, target, transitions = {}, fields = {}, values = {} } = data;
  found.fields = { ...renamed(found.fields, fields, values, ""), ...data.stated };
  found.evidence = found.evidence.map((one) => ({
    ...one,
    fields: renamed(one.fields ?? {}, fields, values, "evidence."),
  }));
  found.path = found.path.map((step) => ({
    ...step,
    state: step.state === source ? target : step.state,
    from: step.from === source ? target : step.from,
    transition: Object.hasOwn(transitions, step.transition)
      ? transitions[step.transition]
      : step.transition,
  }));
  Object.assign(found, { process: after, workflow, state: target });
}

// Facts by their new names; those that are given up are gone.
function renamed(facts, fields, values, within) {
  const kept = {};
  for (const [old, value] of Object.entries(facts)) {
    const path = within + old;
    const name = Object.hasOwn(fields, path) ? fields[path] : old;
    if (name !== null) kept[name] = revalued(value, fields, values, path);
  }
  return kept;
}

function revalued(value, fields, values, path) {
  if (Array.isArray(value)) return value.map((one) => revalued(one, fields, values, path));
  if (isObject(value)) return renamed(value, fields, values, `${path}.`);
  const names = Object.hasOwn(values, path) ? values[path] : {};
  return isText(value) && Object.hasOwn(names, value) ? names[value] : value;
}
