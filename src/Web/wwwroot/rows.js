// Rows and records by key. A row is what carries data-row; where one stands in a list is the focus on its link. The list
// from which a record was opened leaves its address here, for this tab alone, so that the record knows the way back and
// its neighbours; who they are the server says, by the list's own order and filter.
import { announce } from "./app.js";

const place = "rapport-list";
const returning = "rapport-list-returning";

const all = () => [...document.querySelectorAll("[data-row]")].filter((row) => linkOf(row) && row.checkVisibility());
const linkOf = (row) => row?.querySelector("td a[href], .what a[href], .headline a[href]") ?? row?.querySelector("a[href]");
const current = () => document.activeElement?.closest("[data-row]");
const pathOf = (link) => new URL(link.href).pathname;
const record = () => document.querySelector("#content [data-edit]:not([data-row])");

export const areHere = () => all().length > 0;

// ---- In a list

export function step(by) {
  const rows = all();
  const at = rows.indexOf(current());
  if (at < 0) return focus(rows.find((row) => row.getBoundingClientRect().top >= 60) ?? rows[0]);
  if (rows[at + by]) return focus(rows[at + by]);
  const pager = by > 0 && document.querySelector("#content .pager");
  if (!pager) return;
  const last = rows[at];
  document.addEventListener("htmx:after:swap", () => last === current() && step(1), { once: true });
  pager.scrollIntoView(); // seen, it fetches what follows
}

function focus(row) {
  linkOf(row)?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

export function select() {
  const box = current()?.querySelector("input[type=checkbox]");
  box?.click();
}

// What the row one stands on asks for next.
const verb = () => current()?.querySelector(".verb a, .verb button");

export const canAct = () => verb() != null;

export const act = () => verb()?.click();

export function filter() {
  const field = document.querySelector("#content form[role=search] input:not([type=hidden])");
  field?.focus();
  field?.select();
}

export const sort = () => document.querySelector("#content th[aria-sort] a, #content th a")?.focus();

// ---- On a record, and for the row one stands on

export function canDo(name) {
  if (name === "edit") return current()?.dataset.edit !== undefined || record() !== null;
  return /\/[0-9a-f-]{36}(\/|$)/.test(location.pathname);
}

export function edit() {
  const row = current();
  if (row?.dataset.edit) {
    remember(row);
    return location.assign(row.dataset.edit);
  }
  const meant = record();
  if (meant?.dataset.edit) location.assign(meant.dataset.edit);
  else meant?.click();
}

export function leave() {
  if (current()) return document.activeElement.blur();
  if (kept()) back();
}

export function back() {
  const list = kept();
  if (!list) return;
  sessionStorage.setItem(returning, list.row);
  location.assign(list.page);
}

export async function neighbour(before, words) {
  const list = kept();
  if (!list) return announce(words.noList);
  let next;
  try {
    next = list.asks ? await asked(list, before) : await loaded(list, before);
  } catch {
    return announce(words.unreached);
  }
  if (!next) return announce(before ? words.first : words.last);
  sessionStorage.setItem(place, JSON.stringify({ ...list, row: next.href, page: next.page }));
  // The same part of the next record, where one stands on a part.
  const part = document.querySelector(".tabs [aria-current]");
  const rest = part && pathOf(part).startsWith(list.row) ? pathOf(part).slice(list.row.length) : "";
  location.assign(next.href + rest);
}

async function asked(list, before) {
  const address = new URL(list.asks, location.href);
  address.pathname += "/neighbour";
  address.searchParams.set("of", list.row.match(/[0-9a-f-]{36}/)?.[0] ?? "");
  if (before) address.searchParams.set("before", "true");
  const answer = await answered(address, { Accept: "application/json" });
  const next = answer.status === 200 ? await answer.json() : null;
  const here = next && list.rows.find((one) => one.href === next.href);
  return next && { href: next.href, page: here ? here.page : next.page };
}

// A stream knows no neighbours: its rows as they were loaded, and what its own pager says of the rows behind them.
async function loaded(list, before) {
  const at = list.rows.findIndex((one) => one.href === list.row) + (before ? -1 : 1);
  while (!before && at >= list.rows.length && list.more) await further(list);
  return list.rows[at];
}

async function further(list) {
  const answer = await answered(list.more, { "HX-Request": "true", "HX-Request-Type": "partial" });
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  const known = new Set(list.rows.map((one) => one.href));
  const found = [...part.querySelectorAll("[data-row]")].filter(linkOf).map((row) => pathOf(linkOf(row)));
  list.rows.push(...found.filter((href) => !known.has(href)).map((href) => ({ href, page: list.more })));
  list.more = part.querySelector(".pager[hx-get]")?.getAttribute("hx-get");
}

async function answered(address, headers) {
  const answer = await fetch(address, { headers });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
  return answer;
}

// The list that led to the record of this page; nothing when one came another way.
function kept() {
  const list = JSON.parse(sessionStorage.getItem(place) ?? "null");
  return list && list.row && `${location.pathname}/`.startsWith(`${list.row}/`) ? list : null;
}

function remember(row) {
  const link = linkOf(row);
  const table = row.closest("[data-list]");
  const rows = all().map((one) => ({ href: pathOf(linkOf(one)), page: partOf(one) }));
  sessionStorage.setItem(
    place,
    JSON.stringify({
      asks: table?.dataset.list,
      page: partOf(row),
      row: pathOf(link),
      rows: [...above(rows), ...rows],
      more: document.querySelector("#content .pager[hx-get]")?.getAttribute("hx-get"),
      colleague,
    }),
  );
}

const partOf = (row) => row.dataset.part ?? location.pathname + location.search;

// Whoever came back to a later part of the same list goes on to have what stood above it.
function above(rows) {
  const before = JSON.parse(sessionStorage.getItem(place) ?? "null");
  const at = before?.page.split("?")[0] === location.pathname ? before.rows.findIndex((one) => one.href === rows[0]?.href) : 0;
  return before?.rows.slice(0, Math.max(at, 0)) ?? [];
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-row] a[href]");
  const row = link?.closest("[data-row]");
  // What opens over the list leaves one in it.
  if (row && link === linkOf(row) && link.getAttribute("hx-target") !== "#frame-body") remember(row);
});

// Where one stands outlasts a list that is filled anew under it.
let stood;
document.addEventListener("focusin", ({ target }) => (stood = target.closest("#content a[href]")?.getAttribute("href")));
document.addEventListener("htmx:after:swap", () => {
  if (stood && document.activeElement === document.body)
    document.querySelector(`#content a[href="${CSS.escape(stood)}"]`)?.focus({ preventScroll: true });
});

// Rows that came later say which part of the list they are, so that one comes back to that part alone.
document.addEventListener("htmx:after:swap", (event) => {
  const from = event.detail?.ctx?.sourceElement;
  const part = from?.matches?.(".pager") ? from.getAttribute("hx-get") : location.pathname + location.search;
  mark(part);
});

function mark(part) {
  for (const row of document.querySelectorAll("[data-row]:not([data-part])")) row.dataset.part = part;
}

let colleague;

// Whoever comes back stands where she left.
export function arrive(whose) {
  colleague = whose;
  const list = JSON.parse(sessionStorage.getItem(place) ?? "null");
  if (list && list.colleague !== whose) sessionStorage.removeItem(place);
  mark(location.pathname + location.search);
  const back = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const wanted = sessionStorage.getItem(returning) ?? (back ? list?.row : null);
  sessionStorage.removeItem(returning);
  if (wanted) focus(all().find((row) => pathOf(linkOf(row)) === wanted));
}
