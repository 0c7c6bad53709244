// The Merkle tree of RFC 6962 and RFC 9162, section 2.1: leaves, roots, paths.

function leafHash(text) {
  return sha256(joined(Uint8Array.of(0), utf8(text)));
}

function nodeHash(left, right) {
  return sha256(joined(Uint8Array.of(1), left, right));
}

// Leaf hashes, and above them the roots of all complete subtrees, a level at a time.
class Levels {
  static async over(leaves, progress) {
    const levels = new Levels();
    levels.rows = [leaves];
    while (levels.rows.at(-1).length > 1) {
      const below = levels.rows.at(-1);
      const pairs = Array.from({ length: below.length >> 1 }, (_, at) => 2 * at);
      levels.rows.push(await each(pairs, (at) => nodeHash(below[at], below[at + 1]), progress));
    }
    return levels;
  }

  // The root over the first `size` leaves: the complete subtrees, folded from the right.
  async root(size) {
    if (size === 0) return sha256(new Uint8Array());
    const tops = [];
    let start = 0;
    for (let level = this.rows.length - 1; level >= 0; level -= 1) {
      const width = 2 ** level;
      if (Math.floor(size / width) % 2) {
        tops.push(this.rows[level][start / width]);
        start += width;
      }
    }
    let root = tops.pop();
    while (tops.length) root = await nodeHash(tops.pop(), root);
    return root;
  }
}

// Whether the leaf is number `index` of the `size` under `root` (RFC 9162 section 2.1.3).
async function included(leaf, index, size, path, root) {
  if (!(index >= 0 && index < size)) return false;
  let [at, last, found] = [index, size - 1, leaf];
  for (const node of path) {
    if (last === 0) return false;
    if (at % 2 || at === last) {
      found = await nodeHash(node, found);
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else {
      found = await nodeHash(found, node);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && same(found, root);
}
