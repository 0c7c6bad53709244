// The words of a process: titles of workflows, states, transitions, fields, values and rules.

// A list of [name, definition] pairs as a Map; what is none is empty.
function named(pairs) {
  return new Map(Array.isArray(pairs) ? pairs : []);
}

class Titles {
  constructor(processes, opened) {
    this.processes = processes;
    this.opened = opened;
    this.found = new Map();
  }

  // The parts of a process by name, each made once.
  of(sha) {
    if (!this.found.has(sha)) {
      const process = this.processes.get(sha) ?? {};
      const workflows = (process.workflows ?? []).map((one) => [one.workflow, one]);
      const policies = (process.policies ?? []).map((one) => [one.policy, one]);
      const forms = (process.forms ?? []).map((one) => [one.form, one]);
      const zone = process.zone ?? "UTC";
      this.found.set(sha, {
        workflows: new Map(workflows),
        policies: new Map(policies),
        forms: new Map(forms),
        zone,
      });
    }
    return this.found.get(sha);
  }

  workflow(sha, name) {
    return this.of(sha).workflows.get(name) ?? {};
  }

  kind(one) {
    return told(this.workflow(one.process, one.workflow).title ?? one.workflow);
  }

  states(one) {
    return named(this.workflow(one.process, one.workflow).states);
  }

  state(one, name = one.state) {
    return told(this.states(one).get(name)?.title ?? name);
  }

  act(sha, workflow, name) {
    const mine = this.of(sha).workflows.get(workflow);
    const among = mine ? [mine] : [...this.of(sha).workflows.values()];
    for (const each of among) {
      const found = named(each.transitions).get(name);
      if (found) return told(found.title);
    }
    return told(ACTS[name] ?? name);
  }

  role(sha, workflow, name) {
    return told(named(this.workflow(sha, workflow).roles).get(name)?.title ?? ROLES[name] ?? name);
  }

  policy(sha, id) {
    return told(this.of(sha).policies.get(id)?.title ?? CODES[id] ?? "");
  }

  form(sha, name) {
    return told(this.of(sha).forms.get(name)?.title ?? name);
  }

  // The declared fields of a case, of its evidence or of a transition's input.
  fields(sha, workflow, place = null) {
    const found = this.workflow(sha, workflow);
    if (place === "evidence") return named(found.evidence?.fields);
    if (place !== null) return named(named(found.transitions).get(place)?.input);
    const stages = [...named(found.states).values()].flatMap((state) => state.stages ?? []);
    const stage = { type: "enum", values: stages, title: say("Stage", "段階") };
    return new Map([...named(found.fields), ...(stages.length ? [["stage", stage]] : [])]);
  }

  // Whether nothing is outstanding in the state of a case.
  rests(one) {
    const state = this.states(one).get(one.state);
    return state ? Boolean(state.final || state.settled) : false;
  }

  ended(one) {
    return Boolean(this.states(one).get(one.state)?.final);
  }

  label(one) {
    const name = this.workflow(one.process, one.workflow).label;
    const value = name === undefined ? undefined : one.fields[name];
    const text = isObject(value) ? this.opened.get(value.sealed) : value;
    return isText(text) ? text : "";
  }

  // A time of the record, by the process's own clock.
  time(sha, text) {
    const shown = new Date(text);
    if (Number.isNaN(shown.getTime())) return text;
    const parts = { year: "numeric", month: "2-digit", day: "2-digit" };
    const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const format = (zone) =>
      new Intl.DateTimeFormat("sv-SE", { ...parts, ...clock, timeZone: zone }).format(shown);
    try {
      return format(this.of(sha).zone);
    } catch {
      return `${format("UTC")} UTC`;
    }
  }
}

const ACTS = {
  open: say("open a case", "案件を起こす"),
  change: say("change facts", "事実を変える"),
  evidence: say("attach evidence", "証跡を添付する"),
  document: say("issue a document", "文書を発行する"),
};

const ROLES = {
  founder: say("founder", "創設者"),
  effect: say("effect of an act", "行為の結果"),
  automatic: say("by itself", "自動"),
};

const CODES = {
  role: say("Role", "役割"),
  state: say("State", "状態"),
  input: say("What was stated", "述べた内容"),
  waiver: say("What was to be waived", "免除の求め"),
  field: say("A field that may not be stated here", "ここで述べられない項目"),
  evidence: say("Evidence", "証跡"),
  form: say("Documents", "文書"),
  signature: say("Signature", "署名"),
  cosign: say("Second signature", "二人目の署名"),
  keys: say("Keys", "鍵"),
};

const LEVELS = {
  floor: say("floor, never waived", "最低線・免除不可"),
  block: say("blocks", "必須"),
  waiver: say("blocks unless waived", "必須・免除可"),
  warn: say("warns", "警告"),
};

const RESULTS = {
  pass: { sign: "✓", word: say("holds", "満たされる") },
  not_applicable: { sign: "–", word: say("not applicable", "該当しない") },
  fail: { sign: "!", word: say("warned", "警告") },
  waived: { sign: "◇", word: say("waived", "免除") },
};
