// Keys: what they do is said by the page (Keys/PageKeys.razor), which is read once. A sequence waits a second for its
// next stroke and shows that it waits. Nothing is taken from whoever types, nor with Ctrl, Alt or ⌘ but what is named so.
import { show } from "./app.js";
import * as lists from "./lists.js";
import * as rows from "./rows.js";
import { choose, visit } from "./palette.js";

const patience = 1000; // ms for the next stroke of a sequence
const typing = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";
const sendable = "form[data-send], form.form[method=post]";
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

let map = { acts: [], words: {} };
let begun = []; // the strokes of a sequence so far
let waiting;

const runs = {
  palette: () => choose(map),
  help: showAll,
  nextRow: () => rows.step(1),
  previousRow: () => rows.step(-1),
  selectRow: rows.select,
  changeCell: lists.change,
  rowAct: rows.act,
  filterList: rows.filter,
  sortList: rows.sort,
  edit: rows.edit,
  nextRecord: () => rows.neighbour(false, map.words),
  previousRecord: () => rows.neighbour(true, map.words),
  backToList: rows.back,
  send: (event) => event?.target.closest(sendable)?.requestSubmit(),
};

// Whether it can be done on this page as it stands now.
export function isHere({ name, scope, deed }, from = document.activeElement) {
  if (deed === "press") return pressed(name) !== undefined;
  if (name === "changeCell") return lists.canChange();
  if (name === "rowAct") return rows.canAct();
  if (scope === "list") return rows.areHere();
  if (scope === "record") return rows.canDo(name);
  if (scope === "form") return from?.closest?.(sendable) != null;
  return true;
}

export function carryOut({ name, deed, href }, event) {
  if (deed === "go") return location.assign(href);
  if (deed === "run") return runs[name]?.(event);
  const meant = pressed(name);
  if (meant?.matches("input")) {
    meant.focus();
    meant.select();
  } else meant?.click();
}

const pressed = (name) =>
  [...document.querySelectorAll(`[data-act="${CSS.escape(name)}"]`)].find((one) => one.checkVisibility());

// As KeyStrokes writes a stroke; nothing for what is no key of ours. AltGr, and Option on a Mac, only make a character.
export function strokeOf(event) {
  const { key, altKey, ctrlKey, metaKey } = event;
  if (["Shift", "Control", "Alt", "AltGraph", "Meta", "Dead", "Process", "Unidentified"].includes(key)) return;
  const makes = event.getModifierState("AltGraph") || (isMac && altKey && !ctrlKey && !metaKey && !/^[a-z0-9]$/i.test(key));
  if (makes && key.length === 1) return key;
  if (altKey || (isMac ? ctrlKey : metaKey)) return;
  return (isMac ? metaKey : ctrlKey) ? `Mod+${key.length === 1 ? key.toLowerCase() : key}` : key === " " ? undefined : key;
}

export const inWords = (keys) =>
  keys
    .split(" ")
    .map((stroke) => stroke.replace("Mod+", isMac ? "⌘" : `${map.words.ctrl}+`).replace(/\+([a-z])$/, (_, k) => `+${k.toUpperCase()}`))
    .map((stroke) => stroke.replace(/^⌘([a-z])$/, (_, k) => `⌘${k.toUpperCase()}`));

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || document.querySelector("[data-recording]")) return;
  const types = event.target.closest?.(typing) != null;
  const inDialog = document.querySelector("dialog[open]") != null;
  const opened = event.target.closest?.("details[open]") != null; // a menu closes by itself
  if (event.key === "Escape" && !inDialog && !opened && begun.length === 0) {
    if (!types) return rows.leave();
    event.preventDefault(); // what was searched for stays
    return event.target.blur();
  }
  const stroke = strokeOf(event);
  if (!stroke || (types && !stroke.startsWith("Mod+"))) return forget();
  const found = answer([...begun, stroke], event, inDialog) ?? (begun.length > 0 ? answer([stroke], event, inDialog) : null);
  if (!found) return forget();
  event.preventDefault();
  if (found.act) {
    forget();
    if (!event.repeat || found.act.scope === "list") carryOut(found.act, event);
  } else wait(found.strokes);
});

// What a key runs, a button may too.
document.addEventListener("click", (event) => {
  const name = event.target.closest?.("[data-act]")?.dataset.act;
  const act = map.acts.find((one) => one.name === name && one.deed === "run");
  if (!act) return;
  event.preventDefault();
  carryOut(act, event);
});

// The act that these strokes mean, or that they begin one; null for neither.
function answer(strokes, event, inDialog) {
  const keys = strokes.join(" ");
  const here = map.acts.filter((act) => act.keys && (!inDialog || act.scope === "form") && isHere(act, event.target));
  const act = here.find((one) => one.keys === keys);
  if (act) return { act };
  return here.some((one) => one.keys.startsWith(`${keys} `)) ? { strokes } : null;
}

function wait(strokes) {
  begun = strokes;
  clearTimeout(waiting);
  waiting = setTimeout(forget, patience);
  hint().textContent = `${inWords(strokes.join(" ")).join(" ")} …`;
}

function forget() {
  begun = [];
  clearTimeout(waiting);
  const shown = document.getElementById("keys-begun");
  if (shown) shown.textContent = "";
}

function hint() {
  const shown = document.getElementById("keys-begun") ?? Object.assign(document.createElement("div"), { id: "keys-begun", className: "announcer" });
  shown.setAttribute("role", "status");
  if (!shown.isConnected) document.body.append(shown);
  return shown;
}

// ---- All keys of this page, in words.

function showAll() {
  const { words } = map;
  document.getElementById("keys-shown")?.remove();
  const dialog = make("dialog", { id: "keys-shown", className: "dialog" });
  dialog.setAttribute("aria-labelledby", "keys-shown-title");
  const head = make("div", { className: "dialog-head" });
  const cross = make("button", { className: "button icon-only plain", type: "button", title: words.close });
  cross.setAttribute("aria-label", words.close);
  cross.dataset.closes = "";
  cross.append(icon("x"));
  head.append(make("h2", { id: "keys-shown-title", textContent: words.title }), cross);
  const body = make("div", { className: "dialog-body" });
  const groups = make("div", { className: "keys-shown" });
  if (words.off) body.append(make("p", { className: "muted", textContent: words.off }));
  const here = map.acts.filter((act) => act.keys && isHere(act));
  for (const [name, label] of Object.entries(words.groups)) {
    const group = here.filter((act) => act.group === name).map(({ label, keys }) => [label, keys]);
    if (name === "List" && rows.areHere()) group.splice(2, 0, [words.open, "Enter"]);
    if (group.length === 0) continue;
    const list = make("dl", { className: "keys-list" });
    for (const [does, keys] of group) {
      const line = make("div", {});
      const shown = make("dd", {});
      shown.append(...written(keys));
      line.append(make("dt", { textContent: does }), shown);
      list.append(line);
    }
    const section = make("section", {});
    section.append(make("h3", { className: "label", textContent: label }), list);
    groups.append(section);
  }
  const link = make("a", { className: "button", href: "/settings/keys", textContent: words.change });
  body.append(groups, link);
  dialog.append(head, body);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  show(dialog);
}

export function written(keys) {
  return inWords(keys).flatMap((stroke, at) => [
    ...(at > 0 ? [` ${map.words.then} `] : []),
    make("kbd", { textContent: stroke }),
  ]);
}

const make = (name, facts) => Object.assign(document.createElement(name), facts);

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `/lib/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

// ---- What the page says. Keys that somebody changed also stand so on the buttons, for eyes and for screen readers.

class PageKeys extends HTMLElement {
  connectedCallback() {
    map = JSON.parse(this.querySelector("template").content.textContent);
    for (const { name, keys } of map.acts) {
      for (const element of document.querySelectorAll(`[data-act="${CSS.escape(name)}"]`))
        if (keys) element.setAttribute("aria-keyshortcuts", keys.replace("Mod+", isMac ? "Meta+" : "Control+"));
      for (const shown of document.querySelectorAll(`[data-keys-of="${CSS.escape(name)}"]`)) {
        shown.textContent = keys ? inWords(keys).join(" ") : "";
        shown.hidden = !keys;
      }
    }
    rows.arrive(this.dataset.colleague);
    visit(this.dataset.colleague);
  }
}

customElements.define("page-keys", PageKeys);
