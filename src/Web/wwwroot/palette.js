// The palette: recent things, what can be done, and search over everything, in one list under one field. Keyboard after
// the combobox pattern of the WAI-ARIA Authoring Practices. What was visited is kept in this browser as ids alone, per
// colleague; their names are asked of the server, which tells only what she may still see.
import { carryOut, isHere, written } from "./keys.js";

const patience = 120; // ms without a key before asking
const most = 8;
const acts = ["go", "press", "run"];

let dialog, input, list, status, map, timer, asked, opener;
let walked = false; // whether an arrow was pressed since the last letter
let shown = { recent: "", found: "" }; // as the server wrote them, with every name escaped

export function choose(said) {
  if (dialog?.open) return dialog.close();
  map = said;
  opener = document.activeElement;
  if (!dialog) build();
  shown = { recent: "", found: "" };
  walked = false;
  input.value = "";
  render();
  dialog.showModal();
  input.focus();
  bring(recentAddress(), "recent");
}

function build() {
  const { words } = map;
  dialog = make("dialog", { id: "palette", className: "dialog palette" });
  dialog.setAttribute("aria-label", words.palette);
  input = make("input", { type: "text", autocomplete: "off", spellcheck: false, placeholder: words.palettePrompt });
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-label": words.palettePrompt,
    "aria-autocomplete": "list",
    "aria-expanded": "true",
    "aria-controls": "palette-list",
  }))
    input.setAttribute(name, value);
  list = make("div", { id: "palette-list", className: "palette-list" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.palette);
  status = make("p", { className: "unseen" });
  status.setAttribute("role", "status");
  dialog.append(input, list, status);
  document.body.append(dialog);
  input.addEventListener("input", onInput);
  input.addEventListener("keydown", onKey);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => take(event.target.closest("[role=option]"), event));
}

function onInput() {
  clearTimeout(timer);
  asked?.abort();
  const typed = input.value.trim();
  if (!typed) shown.found = "";
  walked = false;
  render();
  if (typed) timer = setTimeout(() => bring(`/search/suggest?q=${encodeURIComponent(typed)}`, "found"), patience);
}

async function bring(address, as) {
  if (!address) return;
  const asking = (asked = new AbortController());
  try {
    const answer = await fetch(address, { signal: asking.signal });
    if (!answer.ok || answer.redirected) return;
    shown[as] = await answer.text();
    render();
  } catch {
    // Without an answer what is known here is still offered.
  }
}

function render() {
  const { words } = map;
  const typed = input.value.trim();
  const before = active()?.dataset.is;
  const parts = typed
    ? [
        [words.actions, actions(typed).slice(0, most)],
        [words.found, options(shown.found)],
        [null, [everything(typed)]],
      ]
    : [
        [words.recent, options(shown.recent)],
        [words.actions, actions("")],
      ];
  list.replaceChildren(...parts.filter(([, some]) => some.length > 0).map(([label, some], at) => group(label, some, at)));
  const all = every();
  for (const [at, option] of all.entries()) option.id = `palette-${at}`;
  status.textContent = words.count.replace("{0}", all.length);
  mark(all.find((option) => walked && option.dataset.is === before) ?? all[0]);
}

function group(label, some, at) {
  const box = make("div", {});
  box.setAttribute("role", "group");
  if (label) {
    const head = make("div", { id: `palette-group-${at}`, className: "label", textContent: label });
    head.setAttribute("role", "presentation");
    box.setAttribute("aria-labelledby", head.id);
    box.append(head);
  } else box.setAttribute("aria-label", map.words.search);
  box.append(...some);
  return box;
}

function options(html) {
  const holder = make("template", { innerHTML: html });
  const some = [...holder.content.querySelectorAll("[role=option]")];
  for (const one of some) one.dataset.is = one.getAttribute("href");
  return some;
}

function actions(typed) {
  return map.acts
    .filter((act) => acts.includes(act.deed) && act.name !== "palette" && act.scope !== "form" && isHere(act, opener))
    // What moves from row to row is only found by who asks for it.
    .filter((act) => typed || act.deed !== "run" || act.scope === "everywhere")
    .map((act) => ({ act, score: likeness(typed, act.deed === "go" ? `${act.label} ${map.words.groups.Go}` : act.label) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ act }) => {
      const option = make("div", {});
      option.setAttribute("role", "option");
      option.dataset.act = "";
      option.dataset.is = `act ${act.name}`;
      option.append(make("span", { textContent: act.label }));
      if (act.keys) {
        const keys = make("small", {});
        keys.append(...written(act.keys));
        option.append(keys);
      }
      return option;
    });
}

function everything(typed) {
  const option = make("a", { href: `/search?q=${encodeURIComponent(typed)}`, tabIndex: -1 });
  option.setAttribute("role", "option");
  option.dataset.is = "everything";
  option.append(make("span", { textContent: map.words.everything.replace("{0}", typed) }));
  return option;
}

// ---- Walking and taking

const every = () => [...list.querySelectorAll("[role=option]")];
const active = () => list.querySelector("[aria-selected=true]");

function mark(option) {
  for (const one of every()) one.setAttribute("aria-selected", String(one === option));
  if (!option) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function onKey(event) {
  if (event.isComposing) return;
  const all = every();
  const at = all.indexOf(active());
  if (event.key === "ArrowDown") mark(all[(at + 1) % all.length]);
  else if (event.key === "ArrowUp") mark(all[(at - 1 + all.length) % all.length]);
  else if (event.key === "Enter" && all[at]) take(all[at]);
  else if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) dialog.close();
  else return;
  walked = event.key.startsWith("Arrow");
  event.preventDefault();
  event.stopPropagation();
}

function take(option, event) {
  if (!option) return;
  if (option.matches("a")) return event ? undefined : option.click(); // a click on a link goes by itself
  const act = map.acts.find(({ name }) => `act ${name}` === option.dataset.is);
  dialog.close(); // gives the focus back, from where the act is carried out
  carryOut(act, { target: opener });
}

// ---- Typed by half or with a slip: each word typed must begin, or nearly begin, a word of the label.

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ß", "ss").toLowerCase();
const words = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

export function likeness(typed, label) {
  const had = words(label);
  return words(typed).reduce((sum, word) => sum * Math.max(0, ...had.map((one) => near(word, one))), 1);
}

function near(typed, word) {
  if (word.startsWith(typed)) return 3;
  if (typed.length > 3 && word.includes(typed)) return 2;
  const slips = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
  const begins = [-1, 0, 1].map((more) => word.slice(0, typed.length + more));
  return begins.some((begin) => distance(typed, begin) <= slips) ? 1 : 0;
}

// Optimal string alignment: letters left out, added, changed, or swapped with the next.
function distance(a, b) {
  const d = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array(b.length).fill(0)]);
  for (let j = 1; j <= b.length; j++) d[0][j] = j;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.length][b.length];
}

// ---- What was visited, the newest first.

let shelf;

export function visit(colleague) {
  shelf = `rapport-recent-${colleague}`;
  const here = visited();
  if (!here) return;
  localStorage.setItem(shelf, JSON.stringify([here, ...recent().filter((id) => id !== here)].slice(0, most + 1)));
}

const visited = () => location.pathname.match(/^\/[a-z]+\/([0-9a-f]{8}-[0-9a-f-]{27})(\/|$)/)?.[1];
const recent = () => JSON.parse(localStorage.getItem(shelf) ?? "[]");

function recentAddress() {
  const others = recent().filter((id) => id !== visited()).slice(0, most);
  return others.length > 0 ? `/search/recent?${new URLSearchParams(others.map((id) => ["of", id]))}` : null;
}

const make = (name, facts) => Object.assign(document.createElement(name), facts);
