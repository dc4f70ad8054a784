// Pages that follow what happens: #content says in data-live what it shows (Live/LiveMark.cs), and is asked for again
// when that changes. What one types, where one stands and what one opened stay. Other elements with data-live get the
// event "live", for htmx. And who else looks at the record. Without this file a page shows what it showed.
import { listen, placeOf } from "./live-stream.js";
import { look } from "./lookers.js";
import { mergeStreams, holdForms, keepOpened, morph, replaceRows } from "./live-merge.js";

const page = document.getElementById("content");
const bar = document.getElementById("live");
const how = page?.dataset.liveHow;
const address = location.href; // a stream that is read on moves the address along
const colleague = document.documentElement.dataset.colleague;

const seldom = 1000; // ms between two times that the page is asked for
const shownFor = 6000;

let shown = placeOf(document.documentElement.dataset.liveAt); // what the page holds already
let late; // a time to ask again is set
let asked = 0;
let asks = false;
let again = false;
let by; // who did what the page is asked for
const added = new Set();
const changed = new Set();

// ---- What concerns this page

const concerns = (notice, token) => {
  const [, kind, mark, id] = /^([a-z*]+)(?:([:@])(.+))?$/.exec(token) ?? [];
  if (kind !== "*" && kind !== notice.kind) return false;
  if (!mark || notice.many != null) return true;
  return id === (mark === ":" ? notice.id : notice.client);
};

function receive(list, at) {
  const { node } = placeOf(at);
  for (const notice of list) {
    if (notice.event === "looking") {
      look.changed(`${notice.kind}:${notice.id}`);
      continue;
    }
    for (const element of document.querySelectorAll("[data-live]")) {
      if (!element.dataset.live.split(" ").some((token) => concerns(notice, token))) continue;
      if (element !== page) tell(element);
      else if (node !== shown.node || notice.at > shown.at) follow(notice);
    }
  }
}

// At most once a second too; the last of many is never left out.
const told = new WeakMap();

function tell(element) {
  const before = told.get(element);
  if (before > Date.now()) return;
  const at = Math.max(Date.now(), (before ?? 0) + seldom);
  told.set(element, at);
  setTimeout(() => element.isConnected && htmx.trigger(element, "live"), at - Date.now());
}

function follow(notice) {
  if (how === "list") return offer(notice);
  if (how === "log") return log(notice);
  if (how === "form") {
    if (notice.byId !== colleague) say(sentence(notice), page.dataset.look);
    return;
  }
  by = notice;
  askSoon();
}

function missed() {
  look.changed();
  for (const element of document.querySelectorAll("[data-live]")) if (element !== page) tell(element);
  if (how === "page") askSoon();
  if (how === "list" || how === "log") say(bar.dataset.list, showList);
}

// ---- A page: asked for again, at most once a second

function askSoon() {
  if (late) return;
  late = setTimeout(ask, Math.max(0, asked + seldom - Date.now()));
}

async function ask() {
  late = undefined;
  // Nobody sees it: it is enough to ask when somebody does.
  if (document.hidden) {
    document.addEventListener("visibilitychange", askSoon, { once: true });
    return;
  }
  if (asks) {
    again = true;
    return;
  }
  [asks, asked] = [true, Date.now()];
  const notice = by;
  by = undefined;
  try {
    const next = await fetched(address);
    if (next) await show(next, notice);
  } finally {
    asks = false;
    if (again) {
      again = false;
      askSoon();
    }
  }
}

async function fetched(from) {
  const answer = await fetch(from, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.status === 404) say(bar.dataset.gone);
  if (!answer?.ok || answer.redirected) return null;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = found.getElementById("content");
  if (next && found.documentElement.dataset.liveAt) shown = placeOf(found.documentElement.dataset.liveAt);
  return next;
}

async function show(next, notice) {
  if (!holdForms(page, next)) return say(sentence(notice), address);
  const news = mergeStreams(page, next);
  keepOpened(page, next);
  await morph(page, next);
  for (const id of news) document.getElementById(id)?.classList.add("is-new");
  if (notice && notice.byId !== colleague) say(sentence(notice));
}

const sentence = (notice) =>
  notice?.by ? bar.dataset.changed.replace("{0}", notice.by) : bar.dataset.somebody;

// ---- A list: what is new is offered, a row that is seen is shown as it is now

function offer(notice) {
  if (notice.many != null) added.add(notice);
  else if (notice.event.endsWith(".added") || notice.event.endsWith(".recorded")) {
    if (notice.byId !== colleague) added.add(notice.id);
  } else if (document.querySelector(`tr[data-row="${CSS.escape(notice.id)}"]`)) {
    changed.add(notice.id);
    clearTimeout(late);
    late = setTimeout(showRows, Math.max(0, asked + seldom - Date.now()));
  }
  if (added.size > 0) say(count(), showList);
}

// A log only grows: each thing that somebody else did is one more.
function log(notice) {
  if (notice.byId === colleague) return;
  added.add(notice.many != null ? notice : `${notice.id} ${notice.event} ${notice.version}`);
  say(count(), showList);
}

function count() {
  const number = [...added].reduce((sum, one) => sum + (one.many ?? 1), 0);
  return number === 1 ? bar.dataset.one : bar.dataset.many.replace("{0}", number.toLocaleString(document.documentElement.lang));
}

async function showRows() {
  late = undefined;
  asked = Date.now();
  const ids = [...changed];
  changed.clear();
  const next = await fetched(location.href);
  if (next && !replaceRows(page, next, ids)) say(bar.dataset.list, showList);
}

async function showList() {
  added.clear();
  const at = new URL(location.href);
  at.searchParams.delete("after");
  if (!document.getElementById("found")) return location.reload();
  await htmx.ajax("GET", at.href, { target: "#found", select: "#found", swap: "outerHTML" });
}

// ---- The line that says it

let clearing;

// With an address it links there, in a tab of its own where one types; with an act it has a button for it.
function say(words, more) {
  if (!bar || !words) return;
  const text = Object.assign(document.createElement("span"), { textContent: words });
  bar.replaceChildren(text);
  clearTimeout(clearing);
  if (typeof more === "string") {
    const link = Object.assign(document.createElement("a"), { href: more, textContent: bar.dataset.look, className: "link" });
    link.target = "_blank";
    bar.append(link);
  } else if (more) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: bar.dataset.show, className: "link" });
    button.addEventListener("click", () => {
      bar.replaceChildren();
      more();
    });
    bar.append(button);
  } else clearing = setTimeout(() => bar.replaceChildren(), shownFor);
}

if (page && bar) listen(receive, missed);
