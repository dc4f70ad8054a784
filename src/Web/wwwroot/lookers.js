// Who else looks at the record of this page: asked every few seconds, which also says that one looks oneself.
import { isTouched } from "./live-merge.js";

const page = document.getElementById("content");
const faces = document.getElementById("lookers");
const record = page?.dataset.looks;
const often = 10_000; // whoever says nothing for 25 s looks no more
const unseen = 20_000; // hidden for so long, one does not look

const tab = uuid();
let timer;
let soon;
let edits = false;
let hidden = 0;

export const look = {
  // Somebody came, went, or began to write.
  changed(of) {
    if (!record || (of && of !== record)) return;
    clearTimeout(soon);
    soon = setTimeout(ask, 100);
  },
};

if (record && faces) {
  ask();
  addEventListener("pagehide", () => fetch(address(true), { keepalive: true }).catch(() => {}));
  addEventListener("pageshow", ({ persisted }) => persisted && ask());
  document.addEventListener("visibilitychange", () => {
    hidden = document.hidden ? Date.now() : 0;
    if (!document.hidden) ask();
  });
  page.addEventListener("input", () => {
    if (!edits) ask();
  });
}

async function ask() {
  clearTimeout(timer);
  timer = setTimeout(ask, often);
  if (hidden && Date.now() - hidden > unseen) return;
  edits = [...page.querySelectorAll("form[method=post]")].some(isTouched);
  const answer = await fetch(address(false), { headers: { Accept: "text/html" } }).catch(() => null);
  const words = answer?.ok && !answer.redirected ? (await answer.text()).trim() : "";
  if (faces.dataset.shown === words) return;
  faces.dataset.shown = words;
  faces.innerHTML = words;
}

function address(gone) {
  const [kind, id] = record.split(":");
  const said = new URLSearchParams({ kind, id, tab, edits, gone });
  return `/live/lookers?${said}`;
}

// Off https a browser makes none itself.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
