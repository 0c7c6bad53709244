// Which entries are wrong, as far as the page can tell.

// The page holds the hash of each entry. Where these fit the checkpoint, it names the entries that
// don't fit them; where they don't, nothing in the page tells.
async function astray({ bundle, marks, tell }, leaves) {
  const { checkpoint, leaves: stated } = bundle;
  const levels = await Levels.over(stated, tell);
  const root = await levels.root(stated.length);
  if (stated.length !== checkpoint.size || !same(root, checkpoint.root)) {
    const en = `The ${leaves.length} entries have another root than the checkpoint says.`;
    const ja = `${leaves.length} 件の記録から求めたルートがチェックポイントと違います。`;
    return new Wrong(en, ja);
  }
  const wrong = [];
  for (let at = 0; at < Math.max(stated.length, leaves.length); at += 1) {
    if (!leaves[at] || !stated[at] || !same(leaves[at], stated[at])) wrong.push(at);
  }
  const en = "this is not what was recorded: its hash is not the one under the checkpoint";
  const ja = "記録されたときの内容ではありません(ハッシュが違います)";
  for (const at of wrong) marks.set(at, say(en, ja));
  const [first] = wrong;
  const many = wrong.length > 1;
  return new Wrong(
    `The entry at position ${first}: ${en}${many ? ` (${wrong.length} in all)` : ""}.`,
    `位置 ${first} の記録: ${ja}${many ? `(全 ${wrong.length} 件)` : ""}。`,
    first,
  );
}
