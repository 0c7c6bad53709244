// What a verification could not do, and what would help.

const BEYOND = say(
  "This browser can't check signatures of this kind; verify.py can.",
  "この種類の署名は、このブラウザーでは検証できません。verify.py をお使いください。",
);
const OWN_WORD = say(
  "Fits the key that the log itself names. Whether that key is the organisation's is " +
    "not checked.",
  "ログ自身が示す鍵とは合っています。その鍵が本当に組織のものかどうかは未検証です。",
);
const NONE_KEPT = say(
  "Those in the bundle fit; none of your own was given.",
  "束の中のものとは合っています。手元のチェックポイントはまだ与えられていません。",
);
const OWN_PEOPLE = say(
  "The signatures fit the keys in the record. Whether these are the people's own is " +
    "not checked.",
  "署名は記録の中の鍵と合っています。鍵が本当に本人のものかどうかは未検証です。",
);
const NOBODY_SIGNED = say(
  "Nobody signed: who acted rests on the word of whoever kept the record.",
  "署名がありません。誰が行ったかは、記録を付けた側の申告だけに基づきます。",
);
const UNREAD = say("The entries can't be read.", "記録を読み取れません。");

const UNPROVEN = {
  logKey: say(
    "That the checkpoint is the organisation's: give the log's verifier key, from a " +
      "source of your own.",
    "チェックポイントがその組織のものであること。別の経路で得たログの検証鍵を与えてください。",
  ),
  checkpoint: say(
    "That nothing was cut off, put back or written anew before the export: give a " +
      "checkpoint from a receipt, last year's report or a witness.",
    "書き出しの前に、末尾の切り捨て、古い写しへの差し替え、書き直しがなかったこと。受領控えや昨年の報告書のチェックポイントを与えてください。",
  ),
  witness: say(
    "That others were shown the same log: give a witness's verifier key.",
    "ほかの人にも同じログが示されていること。証人の検証鍵を与えてください。",
  ),
  people: say(
    "That every key is held by the person whose name it bears, and who acted where " +
      "nobody signed: give keys that people handed to you.",
    "それぞれの鍵を名前の本人が持っていること、署名のない記録を本人が行ったこと。本人から得た公開鍵を与えてください。",
  ),
  part: say(
    "What other entries of the log say: this bundle holds a part of it.",
    "ログのほかの記録の内容。この束はログの一部です。",
  ),
  stamps: say(
    "When the stamped checkpoints were made: check the .tsr files as VERIFY.md says.",
    "タイムスタンプの時刻。.tsr ファイルは検証手順.md のとおりに確かめてください。",
  ),
  law: say(
    "That each step was allowed by the rules in force: tadasu verify BUNDLE --law " +
      "judges every act again.",
    "どの行為も当時の規則に従っていたこと。tadasu verify 束 --law がすべての行為を判定し直します。",
  ),
  page: say(
    "This page itself. Whoever could change the bundle could change this page too: " +
      "what counts is verify.py, or a verifier from a source of your own.",
    "このページ自体。束を書き換えられる人は、このページも書き換えられます。確かな結論は verify.py か、別の経路で得た検証器で得てください。",
  ),
};
