// Lists: which rows are ticked, and changing a cell in its place. Without this file the bar of what is ticked still
// works as a form, and every record has its own page.

const bar = () => document.getElementById("chosen");
const ticks = () => document.querySelectorAll('input[form="chosen"][name="Id"]');

function tell() {
  const form = bar();
  if (!form) return;
  const all = form.elements.All;
  const number = [...ticks()].filter((tick) => tick.checked).length;
  form.dataset.chosen = all?.checked ? form.dataset.count : number;
  const out = form.querySelector("output");
  out.textContent = all?.checked
    ? out.dataset.all
    : number === 1
      ? out.dataset.one
      : out.dataset.many.replace("{0}", number.toLocaleString(document.documentElement.lang));
  const head = document.querySelector('[data-ticks="chosen"]');
  if (head) {
    head.checked = number > 0 && number === ticks().length;
    head.indeterminate = number > 0 && !head.checked;
  }
}

let last; // the row that was ticked before: with Shift all between are ticked alike

document.addEventListener("click", (event) => {
  const tick = event.target.closest('input[form="chosen"][name="Id"]');
  if (!tick) return;
  if (event.shiftKey && last?.isConnected) {
    const rows = [...ticks()];
    const [from, to] = [rows.indexOf(last), rows.indexOf(tick)].sort((a, b) => a - b);
    for (const row of rows.slice(from, to + 1)) row.checked = tick.checked;
    tell();
  }
  last = tick;
});

document.addEventListener("change", ({ target }) => {
  if (target.matches('[data-ticks="chosen"]')) for (const tick of ticks()) tick.checked = target.checked;
  if (target.matches('[data-ticks="chosen"], [form="chosen"], #chosen [name="All"]')) tell();
});

document.addEventListener("reset", ({ target }) => {
  if (target.id === "chosen") setTimeout(tell);
});

// A browser brings ticks back with the page; rows that came later are not ticked yet.
addEventListener("pageshow", tell);
document.addEventListener("htmx:after:swap", () => setTimeout(tell));

// ---- A cell is opened by a double click, or by its key (Keys/KeyActs.cs).

function open(cell) {
  const table = cell?.closest("table[data-rows]");
  if (!table || cell.querySelector("form")) return;
  const row = cell.closest("tr");
  const said = table.dataset.said;
  leave(row);
  htmx.ajax("GET", `${table.dataset.rows}${row.dataset.row}/${cell.dataset.field}${said ? "?" + said : ""}`, {
    target: row,
    swap: "outerHTML",
  });
}

document.addEventListener("dblclick", (event) => {
  if (event.target.closest("a, button, input, select, textarea, form")) return;
  const cell = event.target.closest("td[data-field]");
  if (!cell) return;
  getSelection()?.removeAllRanges(); // a double click marks a word, which is not what was meant
  open(cell);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(".cell-form");
  if (form && event.key === "Escape") {
    event.stopPropagation();
    form.querySelector("[data-cancels]").click();
  }
});

// By key: the first cell of the row one stands on that can be changed, or the one one stands in.
const row = () => document.activeElement?.closest("table[data-rows] tr[data-row]");

export const canChange = () => row() != null;

export const change = () => open(document.activeElement.closest("td[data-field]") ?? row().querySelector("td[data-field]"));

// The field of a cell that came open is where one types; after it the row is where one was, ticked as before.
let changed;
let ticked;

function leave(row) {
  changed = row.dataset.row;
  ticked = row.querySelector('input[name="Id"]')?.checked;
}

document.addEventListener("htmx:before:request", (event) => {
  const row = event.detail?.ctx?.sourceElement?.closest?.(".cell-form")?.closest("tr[data-row]");
  if (row) leave(row);
});

document.addEventListener("htmx:after:swap", () => {
  const row = changed && document.querySelector(`tr[data-row="${changed}"]`);
  if (!row) return;
  const tick = row.querySelector('input[name="Id"]');
  if (tick) tick.checked = ticked;
  const field = row.querySelector(".cell-form :is(select, input:not([type=hidden]))");
  if (field && !field.closest("form").contains(document.activeElement)) {
    field.focus();
    field.select?.();
  }
  if (field) return;
  row.querySelector("a")?.focus();
  changed = undefined;
});
