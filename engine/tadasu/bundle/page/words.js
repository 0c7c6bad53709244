// What the page says, in both languages, in place: say("English", "日本語").

const LANGUAGES = { en: "English", ja: "日本語" };
let language = navigator.language.toLowerCase().startsWith("ja") ? "ja" : "en";

function say(en, ja) {
  return { en, ja };
}

// The text of a pair, of a title of the process, or of a plain string.
function told(text) {
  if (text === null || text === undefined) return "";
  if (typeof text !== "object") return String(text);
  return text[language] ?? text.en ?? text.ja ?? "";
}

// What ends a step: it names the first thing that is wrong, and where.
class Wrong extends Error {
  constructor(en, ja, position = null) {
    super(en);
    this.text = say(en, ja);
    this.position = position;
  }
}

const STATES = {
  verified: { sign: "✓", word: say("Verified", "検証済み") },
  wrong: { sign: "✗", word: say("Wrong", "誤り") },
  unchecked: { sign: "?", word: say("Not checked", "未検証") },
};

const KINDS = {
  "process.adopted/1": say("Process adopted", "プロセスの採用"),
  "case.opened/1": say("Opened", "開始"),
  "case.amended/1": say("Facts stated", "事実の記入"),
  "case.moved/1": say("Transition", "遷移"),
  "case.refused/1": say("Refused attempt", "拒否された試み"),
  "evidence.attached/1": say("Evidence", "証跡"),
  "document.issued/1": say("Document issued", "文書の発行"),
  "waiver.granted/1": say("Waiver", "免除"),
  "case.migrated/1": say("Migrated", "移行"),
  "log.keyed/1": say("Keys of the log", "ログの鍵"),
  "log.restored/1": say("Restored from a copy", "写しからの復元"),
  "subject.erased/1": say("Personal values erased", "個人に関する値の消去"),
  "key.enrolled/1": say("Key enrolled", "鍵の登録"),
  "key.retired/1": say("Key retired", "鍵の廃止"),
  "key.compromised/1": say("Key compromised", "鍵の漏えい"),
};

function kindOf(kind) {
  return told(KINDS[kind] ?? kind);
}

// A number with its thousands apart.
function counted(number) {
  return number.toLocaleString(language);
}
