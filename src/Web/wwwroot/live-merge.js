// A page as it is now, put over the page that one reads: nothing that one does to it is lost by that.

const typed = "input:not([type=hidden], [type=submit], [type=button]), textarea, select";

// A form with something typed into it, or in which one stands.
export const isTouched = (form) =>
  (form.contains(document.activeElement) && document.activeElement.matches(typed)) || [...form.elements].some(isChanged);

function isChanged(field) {
  if (!field.matches?.(typed) || field.form?.method === "dialog") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.matches("select")) {
    const usual = [...field.options].findIndex((option) => option.defaultSelected);
    return !field.multiple && field.selectedIndex !== Math.max(usual, 0);
  }
  return field.type === "file" ? field.files.length > 0 : field.value !== field.defaultValue;
}

// Forms that are being filled in stay as they stand; false where the page as it is now has no place for one.
export function holdForms(page, next) {
  let number = 0;
  for (const form of page.querySelectorAll("form")) {
    if (!isTouched(form)) continue;
    const same = (one) => one.getAttribute("action") === form.getAttribute("action");
    const at = [...page.querySelectorAll("form")].filter(same).indexOf(form);
    const other = [...next.querySelectorAll("form")].filter(same)[at];
    if (!other) return false;
    form.id ||= `held-${Date.now()}-${number++}`;
    other.id = form.id;
    form.setAttribute("hx-morph-skip", "");
  }
  return true;
}

// Entries that were read on beyond the first page stay below it. Answers the ids of those that are new.
export function mergeStreams(page, next) {
  const news = [];
  for (const old of page.querySelectorAll("[data-stream]")) {
    const now = next.querySelector(`[data-stream][id="${old.id}"]`);
    if (!now) continue;
    const [before, after] = [entries(old), entries(now)];
    const last = after.findLast(({ id }) => before.some((entry) => entry.id === id));
    if (last) news.push(...after.slice(0, after.indexOf(last)).filter(({ id }) => !before.some((entry) => entry.id === id)).map(({ id }) => id));
    const rest = last && before.slice(before.findIndex(({ id }) => id === last.id) + 1);
    if (!rest?.length || after.at(-1) !== last) continue;
    now.querySelector(":scope > .pager")?.remove();
    let node = document.getElementById(last.id).nextSibling;
    for (; node; node = node.nextSibling) now.append(node.cloneNode(true));
  }
  return news;
}

const entries = (stream) => [...stream.querySelectorAll(":scope > .event")];

// What was opened stays open: a detail is known by what it stands in, and as the how-manieth.
export function keepOpened(page, next) {
  for (const opened of page.querySelectorAll("details[open]")) {
    const within = opened.closest("[id]");
    const at = [...within.querySelectorAll("details")].indexOf(opened);
    const there = within === page ? next : next.querySelector(`[id="${within.id}"]`);
    const same = there?.querySelectorAll("details")[at];
    if (same) same.open = true;
  }
}

export async function morph(page, next) {
  // What scripts made of an element of their own is not in the page that came.
  const own = [...page.querySelectorAll("*")].filter((element) => element.localName.includes("-"));
  for (const element of own) element.setAttribute("hx-morph-skip", "");
  const anchor = firstSeen(page);
  const before = anchor?.getBoundingClientRect().top;
  document.documentElement.style.overflowAnchor = "none";
  await htmx.swap({ target: page, text: next.innerHTML, swap: "innerMorph", sourceElement: page });
  if (anchor?.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  document.documentElement.style.overflowAnchor = "";
  for (const skipped of page.querySelectorAll("[hx-morph-skip]")) skipped.removeAttribute("hx-morph-skip");
}

// What one has before one's eyes stays there, also when something is added above it; at the top one sees what is new.
function firstSeen(page) {
  if (scrollY < 80) return undefined;
  return [...page.querySelectorAll(".event, .section, tr[data-row]")].find((one) => one.getBoundingClientRect().top > 60);
}

// Rows that are seen, in their places; false where one is being changed, or is no longer where it was.
export function replaceRows(page, next, ids) {
  let all = true;
  for (const id of ids) {
    const [old, now] = [page, next].map((one) => one.querySelector(`tr[data-row="${CSS.escape(id)}"]`));
    if (!old || !now || old.querySelector("form")) {
      all = false;
      continue;
    }
    [...old.cells].forEach((cell, at) => {
      const other = now.cells[at];
      if (!other || cell.matches(".tick") || cell.innerHTML === other.innerHTML) return;
      const stood = cell.contains(document.activeElement);
      cell.className = other.className;
      cell.replaceChildren(...other.childNodes);
      if (stood) cell.querySelector("a, button")?.focus({ preventScroll: true });
    });
    htmx.process(old);
  }
  return all;
}
