// The page: drawn at once, verified in slices, drawn again with what that found.

async function main() {
  const bundle = readBundle();
  const titles = new Titles(bundle.processes, await openedOf(bundle));
  const zone = [...bundle.processes.values()].find((process) => process.zone)?.zone;
  titles.found.set("", { workflows: new Map(), policies: new Map(), zone: zone ?? "UTC" });
  const cases = foldCases(bundle.loose);
  const teller = new Teller(titles, cases);
  const verdict = new Verdict(bundle, (text) => rerun(text));
  const timeline = new Timeline(bundle, titles, teller, { marks: new Map(), steps: [] });
  const list = new Cases(bundle, cases, titles, teller, timeline);
  const evidence = new Evidence(bundle, cases, titles, teller);
  let verification = null;

  function draw() {
    document.documentElement.lang = language;
    document.title = `${told(say("Record of", "記録"))}: ${bundle.log}`;
    timeline.verification = verification;
    verdict.show(verification, evidence);
    document.getElementById("main").replaceChildren(
      header(bundle, switchTo),
      verdict.box,
      drawn(() => attention(bundle, cases, titles, teller, verification)),
      drawn(() => list.draw()),
      drawn(() => timeline.draw()),
      drawn(() => evidence.draw(draw)),
      drawn(() => keysAndCheckpoints(bundle, verification, titles, teller)),
      footer(),
    );
    document.body.dataset.done = verification.state;
  }

  function switchTo(to) {
    language = to;
    draw();
    document.querySelector(`[data-language="${to}"]`).focus();
  }

  async function rerun(text) {
    let trust;
    try {
      trust = await parseTrust(text);
      verdict.fault = null;
    } catch (wrong) {
      verdict.fault = wrong.message;
      draw();
      document.getElementById("trust").focus();
      return;
    }
    await verify(trust);
    document.getElementById("verdict-head").focus();
  }

  async function verify(trust) {
    delete document.body.dataset.done;
    verification = await verified(bundle, trust, (...words) => verdict.working(...words));
    draw();
  }

  function follow() {
    const [, what, word] = /^#(case|entry)=(.*)$/.exec(location.hash) ?? [];
    if (what === "case") list.show(decodeURIComponent(word), true);
    if (what === "entry" && timeline.go(Number(word))) {
      document.getElementById("timeline").replaceWith(timeline.draw());
      timeline.open(Number(word));
    }
  }

  document.documentElement.lang = language;
  document.getElementById("main").replaceChildren(
    header(bundle, () => {}),
    verdict.box,
  );
  await verify({ keys: [], checkpoints: [], people: new Map() });
  addEventListener("hashchange", follow);
  follow();
}

async function verified(bundle, trust, progress) {
  const verification = new Verification(bundle, trust, progress);
  const title = say("Reading the bundle", "束の読み取り");
  if (!globalThis.crypto?.subtle) {
    const detail = say(
      "This browser has no WebCrypto here: nothing can be checked. Use verify.py.",
      "このブラウザーでは WebCrypto を使えず、何も検証できません。verify.py をお使いください。",
    );
    verification.steps.push({ number: 1, title, state: "unchecked", detail, count: null });
    return verification;
  }
  try {
    readNotes(bundle);
  } catch (wrong) {
    if (!(wrong instanceof Wrong)) throw wrong;
    verification.steps.push({
      number: 1,
      title,
      state: "wrong",
      detail: wrong.text,
      count: null,
    });
    return verification;
  }
  return verification.run();
}

function header({ log, loose }, switchTo) {
  const simulated = loose[0]?.statement.data.clock === "simulated";
  const anchors = [
    ["verdict", say("Verdict", "検証")],
    ["attention", say("Attention", "注意")],
    ["cases", say("Cases", "案件")],
    ["timeline", say("Timeline", "時系列")],
    ["evidence", say("Evidence", "証跡")],
    ["keys", say("Keys", "鍵")],
  ];
  const tongue = ([name, word]) => {
    const given = { type: "button", lang: name, "data-language": name };
    const pressed = {
      "aria-pressed": String(name === language),
      onclick: () => switchTo(name),
    };
    return el("button", { ...given, ...pressed }, word);
  };
  return el("header", [
    el("h1", [el("span", told(say("Record of ", "記録 "))), el("b", log)]),
    el(
      "div.tongues",
      { role: "group", "aria-label": "Language / 言語" },
      Object.entries(LANGUAGES).map(tongue),
    ),
    el(
      "nav.sections",
      { "aria-label": told(say("Sections", "目次")) },
      anchors.map(([id, word]) => el("a", { href: `#${id}` }, told(word))),
    ),
    simulated && el("p.notice", `⚠ ${told(SIMULATED)}`),
  ]);
}

const SIMULATED = say(
  "The clock of this record was simulated: it is for training, and no evidence.",
  "この記録は模擬時計で作られています。実演・訓練用であり、証拠にはなりません。",
);

function footer() {
  const text = say(
    "Made by tadasu. This page shows and checks the record; it sends nothing anywhere.",
    "tadasu が作成しました。このページは記録を表示・検証するだけで、どこにも何も送信しません。",
  );
  return el("footer", el("p", told(text)));
}

main().catch((wrong) => {
  const text = say(
    "This page is damaged, or this browser can't show it",
    "このページは壊れているか、表示できません",
  );
  document.getElementById("main").prepend(el("p.why", `✗ ${told(text)} (${wrong.message})`));
});
