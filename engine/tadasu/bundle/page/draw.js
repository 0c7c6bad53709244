// The lifecycle of a case: its states from top to bottom, the way that it took, where it is now.
//
// What happened is told by thick lines, signs and words; the rest of what is possible by thin
// dashed lines. To states further down, lines run at the right; back up, at the left.

const BOX = { width: 300, height: 50, gap: 34, lane: 13, margin: 14 };
const SVG = "http://www.w3.org/2000/svg";

function svg(tag, given, ...parts) {
  const made = document.createElementNS(SVG, tag);
  attributes(made, given);
  made.append(...parts.flat(Infinity));
  return made;
}

function lifecycle(one, titles, teller) {
  const states = titles.states(one);
  const names = [...states.keys()];
  const place = new Map(names.map((name, at) => [name, at]));
  const ways = waysOf(one, titles, place);
  const down = lanes(ways.filter((way) => way.to > way.from + 1));
  const up = lanes(ways.filter((way) => way.to < way.from));
  const left = BOX.margin + BOX.lane * (up.many + 1);
  const width = left + BOX.width + BOX.lane * (down.many + 1) + BOX.margin;
  const top = (at) => BOX.margin + 10 + at * (BOX.height + BOX.gap);
  const height = top(names.length) - BOX.gap + BOX.margin;
  const frame = { left, right: left + BOX.width, top, middle: (at) => top(at) + BOX.height / 2 };
  const label = `${titles.kind(one)} ${one.key}`;
  const drawn = [
    ...ways.filter((way) => way.to === way.from + 1).map((way) => straight(way, frame)),
    ...down.ways.map((way) => around(way, frame, 1)),
    ...up.ways.map((way) => around(way, frame, -1)),
  ];
  // Ways that were taken lie above those that were not.
  drawn.sort((a, b) => Number(a.taken) - Number(b.taken));
  const size = { viewBox: `0 0 ${width} ${height}`, width, height };
  return svg(
    "svg",
    { ...size, class: "lifecycle", role: "img", "aria-label": picture(one, titles, label) },
    [
      marker("tip"),
      marker("tip-taken"),
      ...drawn.flatMap((way) => way.parts),
      ...names.map((name, at) => box(one, name, states.get(name), frame, at, titles, teller)),
    ],
  );
}

// The picture in words.
function picture(one, titles, label) {
  const steps = one.path.map((step) => titles.state(one, step.state));
  const way = steps.filter((step, at) => step !== steps[at - 1]).join(" → ");
  return (
    `${label}. ${told(say("Way taken", "たどった道"))}: ${way}. ${told(NOW)}:` +
    ` ${titles.state(one)}`
  );
}

const NOW = say("now", "現在");

// Every way from a state to another, with whether the case went it.
function waysOf(one, titles, place) {
  const found = new Map();
  const taken = new Set(one.path.map((step) => `${step.from} ${step.state}`));
  const workflow = titles.workflow(one.process, one.workflow);
  for (const [, { title, from = [], to = [] }] of named(workflow.transitions)) {
    for (const source of from) {
      for (const { state } of to) {
        const [start, end] = [place.get(source), place.get(state)];
        if (start === undefined || end === undefined || start === end) continue;
        const key = `${source} ${state}`;
        const way = found.get(key) ?? {
          from: start,
          to: end,
          acts: [],
          taken: taken.has(key),
        };
        way.acts.push(told(title));
        found.set(key, way);
      }
    }
  }
  return [...found.values()];
}

// Ways that end in one state share a lane; lanes that would cross the same rows lie side by side.
function lanes(ways) {
  const groups = new Map();
  for (const way of ways) {
    const group = groups.get(way.to) ?? { low: way.to, high: way.to, ways: [] };
    group.low = Math.min(group.low, way.from);
    group.high = Math.max(group.high, way.from);
    group.ways.push(way);
    groups.set(way.to, group);
  }
  const ordered = [...groups.values()].sort((a, b) => a.high - a.low - (b.high - b.low));
  const used = [];
  for (const group of ordered) {
    const free = (lane) => lane.every((other) => other.high < group.low || other.low > group.high);
    let at = used.findIndex(free);
    if (at < 0) at = used.push([]) - 1;
    used[at].push(group);
    for (const way of group.ways) way.lane = at + 1;
  }
  return { ways, many: used.length };
}

function straight(way, { left, top }) {
  const x = left + 26;
  const [start, end] = [top(way.from) + BOX.height, top(way.to) - 1];
  const acts = fitted(way.acts.join(" / "), BOX.width - 52, 12);
  const label = svg("text", { class: "act", x: x + 12, y: (start + end) / 2 + 4 }, acts);
  return { taken: way.taken, parts: [line(way, `M${x} ${start}V${end}`), label] };
}

function around(way, { left, right, middle }, side) {
  const edge = side > 0 ? right : left;
  const x = edge + side * BOX.lane * way.lane;
  const [start, end] = [middle(way.from) + 9, middle(way.to) - 9];
  const bend = 6 * Math.sign(end - start);
  const path =
    `M${edge} ${start}H${x - side * 6}Q${x} ${start} ${x} ${start + bend}` +
    `V${end - bend}Q${x} ${end} ${x - side * 6} ${end}H${edge + side}`;
  return { taken: way.taken, parts: [line(way, path)] };
}

function line(way, d) {
  const tip = way.taken ? "tip-taken" : "tip";
  const title = svg("title", {}, way.acts.join(" / "));
  return svg(
    "path",
    { class: way.taken ? "way taken" : "way", d, "marker-end": `url(#${tip})` },
    title,
  );
}

function marker(id) {
  const size = { viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9 };
  const given = { id, ...size, orient: "auto", markerUnits: "userSpaceOnUse" };
  return svg("marker", given, svg("path", { class: id, d: "M0 0.8 10 5 0 9.2 2.4 5z" }));
}

function box(one, name, state, { left, top }, at, titles, teller) {
  const here = one.state === name;
  const last = one.path.findLast((step) => step.state === name);
  const y = top(at);
  const given = (inset) => ({
    x: left + inset,
    y: y + inset,
    width: BOX.width - 2 * inset,
    height: BOX.height - 2 * inset,
    rx: 9 - inset,
  });
  const sign = here ? "▶ " : last ? "✓ " : "";
  const title = fitted(sign + told(state.title), BOX.width - 28, 15);
  const at_ =
    last && titles.time(last.entry.statement.process, last.entry.recorded_at).slice(0, 10);
  const who =
    last && fitted(`${at_} · ${teller.name(last.entry.statement.actor.id)}`, BOX.width - 28, 12);
  const flag = here && [
    svg("rect", {
      class: "flag",
      x: left + BOX.width - 74,
      y: y - 10,
      width: 62,
      height: 20,
      rx: 4,
    }),
    svg("text", { class: "flagged", x: left + BOX.width - 43, y: y + 4.5 }, told(NOW)),
  ];
  return svg("g", { class: here ? "state here" : last ? "state visited" : "state" }, [
    svg("rect", { class: "frame", ...given(0) }),
    ...(state.final ? [svg("rect", { class: "ring", ...given(4) })] : []),
    svg("text", { class: "name", x: left + 14, y: last ? y + 22 : y + 30 }, title),
    ...(who ? [svg("text", { class: "when", x: left + 14, y: y + 40 }, who)] : []),
    ...(flag || []),
  ]);
}

const FULL_WIDTH =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\uff60\u{20000}-\u{3ffff}]/u;

// A text that is cut where it would be wider; full-width letters are as wide as they are high.
function fitted(text, width, size) {
  let room = width / size;
  let kept = "";
  for (const letter of text) {
    room -= FULL_WIDTH.test(letter) ? 1 : 0.56;
    if (room < 0) return `${kept}…`;
    kept += letter;
  }
  return kept;
}
