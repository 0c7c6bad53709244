// What the reader knows from elsewhere: the trust file, as `tadasu verify --trust` reads it.
//
//     VKEY                       a verifier key: of the log itself, or of a witness of it
//     checkpoint SPOKEN          a checkpoint as it was read out or printed
//     person KEY TYPE BASE64     a public key that is really this person's

// Throws NoteError with the line that can't be read. A spoken checkpoint may stand alone.
async function parseTrust(text) {
  const trust = { keys: [], checkpoints: [], people: new Map() };
  for (const line of text.split(/\r?\n/)) {
    const plain = line.replace(/#.*$/, "").trim();
    try {
      if (plain) await takeLine(trust, plain, line.trim());
    } catch (wrong) {
      throw new NoteError(`${line.trim().slice(0, 60)}: ${wrong.message}`);
    }
  }
  return trust;
}

async function takeLine(trust, plain, line) {
  const words = plain.split(/\s+/);
  if (words[0] === "checkpoint") {
    trust.checkpoints.push(parseSpoken(words.slice(1).join(" ")));
  } else if (words[0] === "person") {
    const key = await parsePublic(words.slice(2).join(" "));
    const held = trust.people.get(words[1]) ?? new Set();
    trust.people.set(words[1], held.add(key.fingerprint));
  } else if (line.includes("+")) {
    trust.keys.push(await parseVkey(line));
  } else {
    trust.checkpoints.push(parseSpoken(plain));
  }
}
