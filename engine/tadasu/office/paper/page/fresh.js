"use strict";
(() => {
  const bar = document.getElementById("fresh");
  const [told, button] = bar.children;
  const fine = told.textContent;
  let held = false;

  const say = (words, kind) => {
    bar.className = `fresh ${kind}`;
    if (told.textContent !== words) told.textContent = words;
  };

  const look = async () => {
    if (held || document.hidden) return;
    let answer;
    try {
      answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    } catch {
      answer = null;
    }
    if (held) return;
    if (!answer?.ok) say(bar.dataset.gone, "gone");
    else if (answer.headers.get("ETag") !== bar.dataset.tag) location.reload();
    else say(fine, "");
  };

  button.hidden = false;
  button.addEventListener("click", () => {
    held = !held;
    button.setAttribute("aria-pressed", String(held));
    say(held ? bar.dataset.held : fine, held ? "held" : "");
    look();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, Number(bar.dataset.seconds) * 1000);
})();
