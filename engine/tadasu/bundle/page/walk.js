// Entries taken one by one in their order: what each must be, and how each follows the others.

const ADOPTED = "process.adopted/1";
const KEYED = "log.keyed/1";
const CLOCKS = ["real", "simulated"];

// The entries that can be read, for the eye, even where the record is wrong.
function readLoosely(texts, positions) {
  return texts.map((text, at) => {
    try {
      const entry = JSON.parse(text);
      const statement = JSON.parse(entry.statement);
      const { data, actor, kind } = statement;
      if (!isObject(data) || !isObject(actor) || !isText(kind)) throw new Error("no statement");
      return { ...entry, text: entry.statement, statement, position: positions[at] };
    } catch {
      return null;
    }
  });
}

// Form, log, numbers, times and clock of each entry; throws Wrong with the first position.
class Walk {
  constructor(log) {
    this.log = log;
    this.versions = new Map();
    this.last = -Infinity;
    this.recordedAt = "";
    this.clock = "";
  }

  step(position, text) {
    const entry = this.read(position, text);
    const { statement } = entry;
    const due = (this.versions.get(statement.case) ?? 0) + 1;
    if (statement.version !== due) {
      const en =
        `it is number ${statement.version} of “${statement.case}” ` + `where ${due} is due`;
      const ja = `「${statement.case}」の ${due} 番目のはずが ${statement.version} 番目です`;
      refuse(position, en, ja);
    }
    this.versions.set(statement.case, due);
    if (moment(entry.recorded_at) < this.last) {
      const en = `it is of ${entry.recorded_at}, the one before it of ${this.recordedAt}`;
      refuse(position, en, `時刻 ${entry.recorded_at} が直前の ${this.recordedAt} より前です`);
    }
    this.last = moment(entry.recorded_at);
    this.recordedAt = entry.recorded_at;
    if (position === 0 || statement.kind === ADOPTED) this.adopt(position, statement);
    return entry;
  }

  read(position, text) {
    let entry;
    try {
      entry = parseEntry(text);
    } catch (wrong) {
      refuse(
        position,
        `it is no entry (${wrong.message})`,
        `記録の形式ではありません(${wrong.message})`,
      );
    }
    const { log } = entry.statement;
    if (log !== this.log) {
      refuse(position, `it belongs to the log ${log}`, `別のログ ${log} のものです`);
    }
    return entry;
  }

  adopt(position, { kind, data }) {
    if (position === 0 && (kind !== ADOPTED || !CLOCKS.includes(data.clock))) {
      const en = "it adopts no process that declares a clock";
      refuse(position, en, "時計の種類を宣言するプロセスの採用ではありません");
    }
    if (this.clock && data.clock && data.clock !== this.clock) {
      const en =
        `it declares a ${data.clock} clock, but the log began with ` + `a ${this.clock} one`;
      refuse(position, en, `時計を ${data.clock} と宣言していますが、最初は ${this.clock} です`);
    }
    this.clock ||= data.clock;
  }
}

// Throw Wrong for the entry at a position.
function refuse(position, en, ja) {
  throw new Wrong(
    `The entry at position ${position}: ${en}.`,
    `位置 ${position} の記録: ${ja}。`,
    position,
  );
}
