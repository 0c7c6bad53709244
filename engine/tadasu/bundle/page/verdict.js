// The verdict: how the verification ended, step by step, and what the reader can add to it.

class Verdict {
  constructor(bundle, rerun) {
    Object.assign(this, { bundle, rerun });
    this.typed = "";
    this.fault = null;
    this.box = el("section#verdict", { "aria-labelledby": "verdict-head" });
  }

  working(title, done, of) {
    const share = of ? ` ${Math.floor((100 * done) / of)} %` : "";
    const text = `${told(say("Verifying", "検証中"))}: ${told(title)}${share}`;
    this.progress ??= el("p.working");
    if (!this.progress.isConnected) this.box.replaceChildren(this.progress);
    const bar = el("progress", of ? { value: done, max: of } : {}, "");
    this.progress.replaceChildren(el("span", text), bar);
  }

  show(verification, evidence) {
    const steps = [...verification.steps, evidence.step(verification.steps.length + 1)];
    const states = steps.map((step) => step.state);
    const state = ["wrong", "unchecked"].find((one) => states.includes(one)) ?? "verified";
    const { unproven } = verification;
    const open = [
      ...unproven,
      ...(this.bundle.stamps.length ? [UNPROVEN.stamps] : []),
      UNPROVEN.law,
      UNPROVEN.page,
    ];
    this.box.className = state;
    this.box.dataset.state = state;
    this.box.replaceChildren(
      el("h2#verdict-head", { tabindex: "-1", role: "status" }, [
        el("span.sign", { "aria-hidden": "true" }, STATES[state].sign),
        el("span", `${told(STATES[state].word)}. ${told(HEADLINES[state])}`),
      ]),
      ...steps
        .filter((step) => step.state === "wrong")
        .map((step) => el("p.why", told(step.detail))),
      this.facts(),
      el(
        "ol.steps",
        steps.map((step) => this.step(step)),
      ),
      el("details.unproven", [
        el(
          "summary",
          `${told(say("What this does not show", "この検証では分からないこと"))} (${open.length})`,
        ),
        el(
          "ul",
          open.map((text) => el("li", told(text))),
        ),
      ]),
      this.trust(),
    );
  }

  facts() {
    const { checkpoint, log, texts } = this.bundle;
    if (!checkpoint) return el("p", log);
    const many = say(
      `${counted(texts.length)} of ${counted(checkpoint.size)}`,
      `${counted(checkpoint.size)} 件のうち ${counted(texts.length)} 件`,
    );
    return definitions([
      [told(say("Log", "ログ")), log],
      [told(say("Entries", "記録")), told(many)],
      [told(say("Checkpoint, to read out", "照合符号")), el("b.spoken", formatSpoken(checkpoint))],
      [told(say("Root", "ルート")), el("code", hex(checkpoint.root))],
    ]);
  }

  step({ number, title, state, detail, count }) {
    const many = count === null || count === undefined ? "" : el("span.count", counted(count));
    const head = el("p", [badge(state), el("b", `${number}. ${told(title)}`), many]);
    return el("li", { "data-step": number, "data-state": state }, [
      head,
      detail && el("p.detail", told(detail)),
    ]);
  }

  // Where the reader states what he or she trusts.
  trust() {
    const area = el("textarea#trust", {
      rows: "4",
      spellcheck: "false",
      "aria-describedby": "trust-help",
    });
    area.value = this.typed;
    area.addEventListener("input", () => {
      this.typed = area.value;
    });
    const load = async (event) => {
      const [file] = event.target.files;
      if (file) area.value = this.typed = await file.text();
    };
    const again = (event) => {
      event.preventDefault();
      this.rerun(this.typed);
    };
    return el("form.trust", { onsubmit: again }, [
      el("h3", told(say("Check with what you know yourself", "手元の鍵と照合符号で検証する"))),
      el("div#trust-help", [told(TRUST_HELP), el("pre", TRUST_EXAMPLE)]),
      el(
        "label",
        { for: "trust" },
        told(say("Keys and checkpoints, one on a line", "鍵と照合符号(一行に一つ)")),
      ),
      area,
      this.fault && el("p.fault", { role: "alert" }, `✗ ${this.fault}`),
      el("p.buttons", [
        el("label", [
          el("span", told(say("or from a file", "またはファイルから"))),
          el("input", { type: "file", accept: ".txt,text/plain", onchange: load }),
        ]),
        el("button.main", { type: "submit" }, told(say("Verify again", "もう一度検証する"))),
      ]),
    ]);
  }
}

const HEADLINES = {
  verified: say("Everything was verified.", "すべて検証できました。"),
  wrong: say("This record is not what it should be.", "この記録には誤りがあります。"),
  unchecked: say(
    "Nothing is wrong; what bears a ? could not be checked.",
    "誤りはありません。? の付いた手順は確かめられていません。",
  ),
};

const TRUST_HELP = say(
  "Take these from a source of your own, never from this bundle: the log's verifier key, " +
    "a checkpoint from a receipt or last year's report, keys that people handed to " +
    "you. Nothing leaves this page.",
  "この束の中のものではなく、別の経路で得たものを使ってください。ログの検証鍵、受領控えや昨年の報告書の照合符号、本人から受け取った公開鍵です。" +
    "入力したものがこのページの外に送られることはありません。",
);

const TRUST_EXAMPLE = `example.com/isms+342e052a+AWdKO37T…
checkpoint 248-MG9H-YD4G-JSGX-Y59Y-Q
person P-001 ssh-ed25519 AAAA…`;
