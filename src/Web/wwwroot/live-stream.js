// What happens, told by the server: one stream for a browser, shared by its tabs. Of the tabs that somebody sees, one
// holds the lock and listens, and passes on what it hears; where a browser has no locks (off https) each visible tab
// listens for itself. A tab that is hidden for long listens no more, and is caught up when it comes back.

const root = document.documentElement;
const name = `rapport-live-${root.dataset.colleague}`;
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(name) : undefined;
const shares = channel !== undefined && navigator.locks !== undefined;

const hiddenFor = 30_000; // ms until a tab that nobody sees rests
const mostKept = 300;
const tolerance = 5_000_000; // µs by which the clocks of two nodes may differ, as LivePlace has it
const [shortest, longest] = [1000, 60_000];

let receive; // told of notices, and of where they stand
let askAgain; // told that something may have been missed
let heard = root.dataset.liveAt; // up to where all is known here
let source;
let kept = []; // what was heard since `from`, for tabs that open later
let from;
let pause = shortest;
let retry;
let over = false;
let asking;
let release;
let resting;

export const placeOf = (text) => {
  const [node, at] = (text ?? "").split(".");
  return { node, at: Number(at) };
};

export function listen(onNotices, onAgain) {
  if (!heard || typeof EventSource !== "function") return;
  [receive, askAgain] = [onNotices, onAgain];
  channel?.addEventListener("message", ({ data }) => hear(data));
  document.addEventListener("visibilitychange", () => (document.hidden ? restLater() : wake()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", ({ persisted }) => persisted && wake());
  if (!document.hidden) wake();
}

// ---- Who listens

function wake() {
  clearTimeout(resting);
  if (over) return;
  if (!shares) {
    if (!source) open();
    return;
  }
  if (!asking) lead();
  hello();
}

function restLater() {
  clearTimeout(resting);
  resting = setTimeout(rest, hiddenFor);
}

function rest() {
  clearTimeout(resting);
  asking?.abort();
  release?.();
  close();
}

async function lead() {
  const mine = (asking = new AbortController());
  try {
    await navigator.locks.request(name, { signal: mine.signal }, () => {
      if (mine.signal.aborted) return;
      open();
      return new Promise((done) => (release = done));
    });
  } catch {
    // given up while waiting
  } finally {
    if (asking === mine) asking = release = undefined;
  }
}

// ---- The one who listens

function open() {
  clearTimeout(retry);
  if (over) return;
  [from, kept] = [heard, []];
  source = new EventSource(`/live?since=${encodeURIComponent(heard)}`);
  source.onopen = () => {
    pause = shortest;
    say({ type: "open" });
  };
  source.addEventListener("ping", ({ lastEventId }) => pass({ at: lastEventId, list: [] }));
  source.addEventListener("notices", ({ lastEventId, data }) => pass({ at: lastEventId, list: JSON.parse(data) }));
  source.addEventListener("again", ({ lastEventId }) => {
    [from, kept] = [lastEventId, []];
    pass({ at: lastEventId, again: true });
  });
  source.addEventListener("over", () => {
    over = true; // signed out, or gone: nothing is said to this page any more
    say({ type: "over" });
    close();
  });
  // A browser's own second try knows no patience, and gives up where the server said no.
  source.onerror = () => {
    close();
    retry = setTimeout(open, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, longest);
  };
}

function close() {
  clearTimeout(retry);
  source?.close();
  source = undefined;
}

function pass(told) {
  kept.push(...(told.list ?? []));
  while (kept.length > mostKept) from = `${placeOf(told.at).node}.${kept.shift().at}`;
  say({ type: "told", ...told });
  take(told);
}

// ---- The others

function hear(data) {
  if (data.to !== undefined && data.to !== me) return;
  if (data.type === "told") take(data);
  if (data.type === "open") hello();
  if (data.type === "over") {
    over = true;
    rest();
  }
  if (data.type === "hello" && source) answer(data);
}

const me = Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("");

const hello = () => shares && !source && say({ type: "hello", tab: me, since: heard });

function answer({ tab, since }) {
  const [theirs, first, now] = [placeOf(since), placeOf(from), placeOf(heard)];
  const at = theirs.at - (theirs.node === now.node ? 0 : tolerance);
  const knows = first.node === now.node && at >= first.at;
  say({ type: "told", to: tab, at: heard, ...(knows ? { list: kept.filter((notice) => notice.at > at) } : { again: true }) });
}

const say = (message) => shares && channel.postMessage(message);

function take({ at, list, again }) {
  heard = at;
  if (again) askAgain();
  else if (list.length > 0) receive(list, at);
}
