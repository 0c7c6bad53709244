// Elements of the page, made from text alone: nothing of the record is ever read as HTML.

// el("p.note#id", { href: … }, "text", element, [more]): null and false are left out.
function el(what, ...parts) {
  const [, tag, , id, classes] = /^([a-z0-9]+)(#([\w-]+))?((?:\.[\w-]+)*)$/.exec(what);
  const made = document.createElement(tag);
  if (id) made.id = id;
  if (classes) made.className = classes.slice(1).replaceAll(".", " ");
  for (const part of parts.flat(Infinity)) {
    if (part === null || part === undefined || part === false) continue;
    if (typeof part === "object" && !(part instanceof Node)) attributes(made, part);
    else made.append(part);
  }
  return made;
}

function attributes(made, given) {
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") made.toggleAttribute(name, value);
    else if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
}

// A state in sign and word; colour only repeats it.
function badge(state, more = "") {
  const { sign, word } = STATES[state];
  return el(
    `span.badge.${state}`,
    el("span.sign", { "aria-hidden": "true" }, sign),
    told(word),
    more,
  );
}

function caseLink(key) {
  return el("a", { href: `#case=${encodeURIComponent(key)}` }, key);
}

// A table of facts: pairs of a name and what it holds.
function definitions(pairs) {
  const shown = pairs.filter(([, value]) => ![null, undefined, false, ""].includes(value));
  return el(
    "dl",
    shown.map(([name, value]) => el("div", [el("dt", name), el("dd", value)])),
  );
}

function table(caption, heads, rows) {
  const head = el(
    "tr",
    heads.map((one) => el("th", { scope: "col" }, one)),
  );
  const cells = (row) => row.map((cell, at) => el("td", { "data-head": heads[at] }, cell));
  const body = rows.map((row) => el("tr", cells(row)));
  return el("table", [el("caption", caption), el("thead", head), el("tbody", body)]);
}

// A list that shows `size` items at a time, with buttons to go on. `at` remembers the page.
function paged(items, size, draw, label, at = { page: 0 }) {
  const box = el("div.paged");
  const last = Math.max(0, Math.ceil(items.length / size) - 1);
  const show = (page, focus) => {
    at.page = Math.min(Math.max(page, 0), last);
    const start = at.page * size;
    const here = items.slice(start, start + size);
    box.replaceChildren(draw(here), last ? pager(start, here.length) : "");
    if (focus) box.querySelector(`[data-go="${focus}"]:not([disabled])`)?.focus();
  };
  const pager = (start, many) => {
    const text = `${counted(start + 1)}–${counted(start + many)} / ${counted(items.length)}`;
    const go = (to, name, sign, word) => {
      const off = to < 0 || to > last || to === at.page;
      const onclick = () => show(to, name);
      return el(
        "button",
        { type: "button", "data-go": name, disabled: off, onclick },
        `${sign} ${word}`,
      );
    };
    return el("nav.pager", { "aria-label": label }, [
      go(0, "first", "«", told(say("First", "最初"))),
      go(at.page - 1, "back", "‹", told(say("Previous", "前"))),
      el("span", { role: "status" }, text),
      go(at.page + 1, "on", "›", told(say("Next", "次"))),
      go(last, "last", "»", told(say("Last", "最後"))),
    ]);
  };
  show(at.page);
  return box;
}

// A labelled choice; `options` are pairs of value and text.
function choice(label, options, chosen, onpick) {
  const onchange = (event) => onpick(event.target.value);
  const option = ([value, text]) => el("option", { value, selected: value === chosen }, text);
  return el("label", [el("span", label), el("select", { onchange }, options.map(option))]);
}

function field(label, value, onput) {
  const oninput = (event) => onput(event.target.value);
  return el("label", [el("span", label), el("input", { type: "search", value, oninput })]);
}

// A part of the page; where the record is too odd to be shown, that is said instead.
function drawn(draw) {
  try {
    return draw();
  } catch (wrong) {
    const text = say("This part can't be shown", "この部分は表示できません");
    return el("p.why", `✗ ${told(text)} (${wrong.message})`);
  }
}
