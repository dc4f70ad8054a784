// What the browser adds to pages that work without it. No inline script anywhere: behaviour hangs on data attributes.
import "./capture-outbox.js";
import "./file-field.js";
import "./key-field.js";
import "./keys.js";
import "./participant-picker.js";
import "./lists.js";
import "./live.js";
import "./phrase-field.js";
import "./search-suggestions.js";
import "./passkey-field.js";

const root = document.documentElement;

// ---- Theme: light, dark, or whatever the system says. A cookie, so that theme.js knows before the first paint.

const dark = matchMedia("(prefers-color-scheme: dark)");

function switchTheme() {
  const now = root.dataset.theme ?? (dark.matches ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  if (next === (dark.matches ? "dark" : "light")) {
    delete root.dataset.theme; // back to following the system
    document.cookie = "theme=; path=/; max-age=0; samesite=lax";
  } else {
    root.dataset.theme = next;
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
  }
}

// ---- A choice that says all there is to say is sent at once: [data-submits].

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-submits]")) target.form.requestSubmit();
});

// ---- [data-fills] puts what it offers into the fields of its form, as an address would say it: "Day=2026-12-04&Hour=".

document.addEventListener("click", ({ target }) => {
  const offer = target.closest("[data-fills]");
  if (!offer) return;
  const { elements } = offer.form;
  const filled = [...new URLSearchParams(offer.dataset.fills)].map(([name, value]) => {
    elements[name].value = value;
    elements[name].closest("details")?.setAttribute("open", "");
    return elements[name];
  });
  // The offer goes with what it was about; what it changed is where one goes on.
  filled[0]?.focus();
  for (const event of ["input", "change"]) filled[0]?.dispatchEvent(new Event(event, { bubbles: true }));
});

// ---- Dialogs: [data-opens] opens one of the page; a link with [data-dialog] has its page brought into the frame.

export function show(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  // The cross comes first in the document, but the first field is what was meant.
  const body = dialog.querySelector(".dialog-body");
  const first = body.querySelector("input:not([type=hidden]), select, textarea") ?? body.querySelector("button, a[href]");
  first?.focus();
}

// Where nothing had the focus before, the field would keep it a while, and the next key would be lost in it.
document.addEventListener(
  "close",
  ({ target }) => target.contains(document.activeElement) && document.activeElement.blur(),
  true,
);

const frame = () => document.getElementById("frame");

// What was typed in the frame is still there when the same link opens it again: Escape is soon pressed.
let brought;

document.addEventListener("input", ({ target }) => {
  if (target.closest("#frame-body")) frame().dataset.typed = "";
});

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest('[hx-target="#frame-body"]:is(a, button)');
    if (!link || !frame()) return;
    const wanted = link.getAttribute("hx-get");
    if (frame().dataset.typed === undefined || wanted !== brought) {
      brought = wanted;
      delete frame().dataset.typed;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    show(frame());
  },
  true,
);

document.addEventListener("click", (event) => {
  const { target } = event;
  if (target.closest("[data-theme-choice]")) switchTheme();

  const opener = target.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    show(document.getElementById(opener.dataset.opens));
  }
  const copier = target.closest("[data-copies]");
  if (copier) copy(document.getElementById(copier.dataset.copies), copier.dataset.copied);
  if (target.closest("[data-closes]")) target.closest("dialog")?.close();

  // Only the backdrop reports the dialog itself as what was hit outside its own padding-free box.
  if (target instanceof HTMLDialogElement && target.open && outside(target, event)) target.close();

  const further = target.closest(".pager[hx-get] a");
  if (further && window.htmx && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    fetchMore(further.closest(".pager"), event.detail === 0);
  }

  // The "More" of the phone closes when one looks elsewhere.
  for (const more of document.querySelectorAll("details.more[open]"))
    if (!more.contains(target)) more.open = false;
});

// And by Escape, as every menu does, with the focus back where it was opened.
document.addEventListener("keydown", (event) => {
  const more = event.key === "Escape" && event.target.closest("details.more[open]");
  if (!more) return;
  event.preventDefault();
  more.open = false;
  more.querySelector("summary").focus();
});

// ---- The next page asked for before its place was seen: what stands on this one stays, and with it what is ticked.

function fetchMore(pager, byKey) {
  const last = pager.previousElementSibling;
  if (byKey)
    document.addEventListener("htmx:after:swap", () => last?.nextElementSibling?.querySelector("a")?.focus(), { once: true });
  if (!pager.classList.contains("htmx-request")) pager.dispatchEvent(new Event("more"));
}

// ---- Whoever leaves a form that she has begun is asked, once; what is sent, or only asks for a page, is not lost.

let unsent;
document.addEventListener("input", ({ target }) => {
  unsent = target.closest("#content.page form.form[method=post]") ?? unsent;
});
document.addEventListener("submit", ({ target }) => {
  if (target === unsent) unsent = undefined;
});
document.addEventListener("click", ({ target }) => {
  if (target.closest("form.form .form-actions a[href]")) unsent = undefined; // "Cancel" is meant
});
window.addEventListener("beforeunload", (event) => {
  if (unsent?.isConnected) event.preventDefault();
});

// ---- [data-copies] copies the field of that id, and says so. Off https a browser has no clipboard for us: there the
// field stands selected, ready to be copied by hand.

async function copy(field, words) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    announce(words);
  } catch {
    field.focus();
  }
}

function outside(dialog, { clientX: x, clientY: y }) {
  const box = dialog.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}

document.addEventListener("htmx:after:swap", (event) => {
  const dialog = frame();
  if (event.detail?.ctx?.target?.id !== "frame-body" || !dialog) return;
  const heading = dialog.querySelector(".dialog-body h1");
  if (heading) {
    dialog.querySelector("#frame-title").textContent = heading.textContent;
    heading.hidden = true; // said by the dialog's head
  }
  show(dialog);
});

// A request that never arrived, or that went wrong over there, says so and keeps what was typed.
document.addEventListener("htmx:error", (event) => {
  // A field that only completes what is typed, and a note beside it, do without.
  if (!event.detail?.ctx?.sourceElement?.matches?.("input, [data-quiet]")) announce(root.dataset.lost);
});
document.addEventListener("htmx:response:error", (event) => {
  const status = event.detail?.ctx?.response?.raw?.status ?? 0;
  if (status >= 500) announce(root.dataset.lost);
});

let clearing;

export function announce(words) {
  const announcer = document.getElementById("announcer");
  if (!announcer || !words) return;
  announcer.textContent = words;
  clearTimeout(clearing);
  clearing = setTimeout(() => (announcer.textContent = ""), 8000);
}

// What the act before this page left to be said: once, so its cookie goes with it.

const said = document.cookie.match(/(?:^|; )said=([^;]*)/)?.[1];
if (said) {
  document.cookie = "said=; path=/; max-age=0; samesite=lax";
  announce(decodeURIComponent(said));
}

// ---- A day or time typed by half is sent as if nothing had been typed: it is told of before that, in our words.

document.addEventListener(
  "submit",
  (event) => {
    const unread = [...event.target.elements].filter((field) => field.dataset.unread && field.validity.badInput);
    if (unread.length === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    unread.forEach(tellUnread);
    unread[0].focus();
  },
  true,
);

function tellUnread(field) {
  const box = field.closest(".field");
  const id = `${field.id}-error`;
  const error = document.getElementById(id) ?? document.createElement("p");
  error.id = id;
  error.className = "error";
  error.textContent = field.dataset.unread;
  box.append(error);
  box.classList.add("is-wrong");
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
}

// The tab one stands on is in sight, also where the tabs are wider than a phone.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const tabs = tab.parentElement;
  tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;
}
