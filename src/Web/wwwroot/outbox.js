// What was captured and has not reached the server yet, by login. No document is needed here: the service worker sends
// from it as well. An entry goes with the key of its form, so that the server takes it once, however often it is sent.

const name = "rapport-capture";

const opened = () =>
  new Promise((done, failed) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("entries", { keyPath: "once" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });

async function inside(mode, act) {
  const db = await opened();
  try {
    return await new Promise((done, failed) => {
      const turn = db.transaction("entries", mode);
      const asked = act(turn.objectStore("entries"));
      turn.oncomplete = () => done(asked.result);
      turn.onerror = turn.onabort = () => failed(turn.error);
    });
  } finally {
    db.close();
  }
}

export const keep = (entry) => inside("readwrite", (entries) => entries.put(entry));
export const drop = (once) => inside("readwrite", (entries) => entries.delete(once));
export const find = (once) => inside("readonly", (entries) => entries.get(once));

export const of = async (owner) =>
  (await inside("readonly", (entries) => entries.getAll())).filter((entry) => entry.owner === owner).sort((a, b) => a.at - b.at);

// Who is signed in here now, and a fresh token; nothing when the server is not reached or nobody is.
async function ready() {
  const answer = await fetch("/capture/ready", { headers: { Accept: "application/json" }, cache: "no-store" });
  return answer.ok && !answer.redirected ? answer.json() : null;
}

// Files that were kept with an entry go in the same request, so that there is all of it or nothing.
function bodyOf(entry) {
  const said = [...entry.fields, ["_once", entry.once]];
  if (!entry.files?.length) return new URLSearchParams(said);
  const form = new FormData();
  for (const [name, value] of said) form.append(name, value);
  for (const file of entry.files) form.append("Files", file, file.name);
  return form;
}

// Sends one entry: what the server answered, or nothing when it was not reached. What it refused stays, with its words.
export async function send(entry, login) {
  const answer = await fetch("/capture", {
    method: "POST",
    headers: { Accept: "application/json", "X-Form-Token": login.token },
    body: bodyOf(entry),
  });
  if (answer.redirected) return null;
  if (answer.status === 422) {
    const refused = await answer.json();
    await keep({ ...entry, refused: refused.words });
    return { refused: refused.words };
  }
  if (!answer.ok) return null;
  await drop(entry.once);
  return answer.json();
}

// Sends what belongs to whoever is signed in, and to nobody else. Answers what became of each.
export function sendAll(only) {
  return navigator.locks.request(name, async () => {
    const became = new Map();
    try {
      const login = await ready();
      if (!login) return became;
      for (const entry of await of(login.owner)) {
        if (entry.refused || (only && entry.once !== only)) continue;
        const answer = await send(entry, login);
        if (!answer) break;
        became.set(entry.once, answer);
      }
    } catch {
      // Not reached: everything stays as it is.
    }
    return became;
  });
}
