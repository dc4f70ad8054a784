// Capture without a network: what was typed stays on this device until the server has it, and says so. Entries belong
// to a login: nobody else's are shown or sent. The page of capture itself is kept for whoever is signed in alone.
import { announce } from "./app.js";
import { drop, find, keep, of, sendAll } from "./outbox.js";

const page = "rapport-page";
const owned = "rapport-capture-owner";
const old = 120_000; // ms since the form was made
const again = 15_000; // ms until the server is tried again
const capture = 'form.capture[action="/capture"]';
const make = (name, facts) => Object.assign(document.createElement(name), facts);
const fill = (words, value) => (words ?? "").replace("{0}", value);

export const recentPeople = () => JSON.parse(localStorage.getItem(peopleOf(localStorage.getItem(owned))) ?? "[]");

export function usePerson(person) {
  const others = recentPeople().filter(({ value }) => value !== person.value);
  localStorage.setItem(peopleOf(localStorage.getItem(owned)), JSON.stringify([person, ...others].slice(0, 50)));
}

const peopleOf = (owner) => `rapport-people-${owner}`;

// Nothing of hers stays readable but what she has yet to send, and that only for her.
async function forget() {
  const owner = localStorage.getItem(owned);
  localStorage.removeItem(owned);
  localStorage.removeItem(peopleOf(owner));
  await self.caches?.delete(page);
}

class CaptureOutbox extends HTMLElement {
  #owner;
  #timer;
  #preset = new Map(); // by picker, who was chosen before anybody chose: the author, first of all

  async connectedCallback() {
    this.#owner = this.dataset.owner;
    if (!self.indexedDB || !navigator.locks) return; // off https a browser keeps nothing for us
    if (localStorage.getItem(owned) !== this.#owner) await forget();
    localStorage.setItem(owned, this.#owner);
    document.addEventListener("submit", (event) => this.#onSubmit(event), true);
    document.addEventListener("htmx:error", (event) => this.#onLost(event));
    addEventListener("online", () => this.#sendAll());
    for (const picker of document.querySelectorAll(`#content ${capture} participant-picker`))
      this.#preset.set(picker, [...picker.querySelectorAll(".picked label")].map((label) => label.cloneNode(true)));
    await this.#restore();
    await this.#show();
    await this.#sendAll();
    await this.#prepare();
  }

  // The worker, and the page as it is for whoever is signed in: fetched again when it is a day old.
  async #prepare() {
    if (!navigator.serviceWorker) return;
    try {
      await navigator.serviceWorker.register("/capture-worker.js", { scope: "/capture", type: "module" });
      const cache = await caches.open(page);
      const kept = await cache.match("/capture");
      if (kept && Date.now() - Date.parse(kept.headers.get("Date")) < 86_400_000) return;
      const answer = await fetch("/capture", { cache: "no-store" });
      if (answer.ok && !answer.redirected) await cache.put("/capture", answer);
    } catch {
      // Then capture needs a network, as every other page does.
    }
  }

  async #onSubmit(event) {
    const form = event.target;
    if (form.matches('form[action="/sign-out"]')) return this.#onSignOut(event, form);
    if (!form.matches(capture) || "refused" in form.dataset) return;
    // htmx sends it; what does not arrive comes back as an error. Files that are kept here htmx does not know.
    if (form.closest("#frame") && filesOf(form).length === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const entry = await this.#keep(form);
    if (!entry) return;
    const answer = (await sendAll(entry.once)).get(entry.once);
    if (answer?.refused && entry.files.length === 0) {
      // Shown again by the server, with what is wrong beside each field.
      await drop(entry.once);
      form.dataset.refused = "";
      return form.requestSubmit();
    }
    if (answer && !answer.refused) {
      document.cookie = `said=${encodeURIComponent(answer.said)}; path=/; max-age=20; samesite=lax`;
      return location.assign(answer.href);
    }
    await this.#stay(form);
  }

  // The frame's form did not arrive; or the frame itself, then the kept page takes its place.
  async #onLost(event) {
    const from = event.detail?.ctx?.sourceElement;
    if (from?.matches?.(capture) && (await this.#keep(from))) await this.#stay(from);
    else if (from?.matches?.('a[href^="/capture"]')) location.assign(from.href);
  }

  async #keep(form) {
    const subject = form.elements.Subject;
    if (!subject.value.trim()) {
      announce(this.dataset.needed);
      subject.focus();
      return null;
    }
    const entry = {
      once: form.elements._once.value,
      owner: this.#owner,
      at: Date.now(),
      subject: subject.value.trim(),
      fields: [...new FormData(form)].filter(([name, value]) => name !== "_once" && !name.startsWith("__") && typeof value === "string"),
      files: filesOf(form), // those that file-field.js could not bring
      people: [...form.querySelectorAll(".picked label")].map((label) => [label.querySelector("input").name, label.querySelector("input").value, label.textContent.trim()]),
    };
    try {
      await keep(entry);
    } catch {
      announce(this.dataset.full);
      return null;
    }
    if (form.dataset.replaces) await drop(form.dataset.replaces);
    return entry;
  }

  async #stay(form) {
    announce(this.dataset.kept);
    form.closest("dialog")?.close();
    form.reset();
    for (const picked of form.querySelectorAll(".picked label")) picked.remove();
    for (const [picker, labels] of this.#preset)
      if (form.contains(picker)) picker.querySelector(".picked").append(...labels.map((label) => label.cloneNode(true)));
    for (const field of form.querySelectorAll("file-field")) field.clear();
    delete form.dataset.replaces;
    begin(form);
    this.#syncLater();
    await this.#show();
    scrollTo(0, 0);
  }

  async #syncLater() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#sendAll(), again);
    try {
      const worker = await navigator.serviceWorker?.getRegistration("/capture");
      await worker?.sync?.register("capture");
    } catch {
      // Then the next opening sends it.
    }
  }

  async #sendAll() {
    const waiting = (await of(this.#owner)).filter((entry) => !entry.refused);
    if (waiting.length === 0) return this.#show(); // the worker may have been quicker
    const became = [...(await sendAll()).values()];
    const sent = became.filter((one) => !one.refused).length;
    if (sent > 0) announce(fill(this.dataset.sent, sent));
    if (became.length < waiting.length) this.#syncLater();
    await this.#show();
  }

  async #show() {
    const entries = await of(this.#owner);
    const refused = entries.filter((entry) => entry.refused);
    this.hidden = entries.length === 0;
    const lines = entries.map((entry) => this.#line(entry));
    const waiting = entries.length - refused.length;
    const said = [waiting > 0 && fill(this.dataset.waiting, waiting), refused.length > 0 && fill(this.dataset.refused, refused.length)];
    const status = make("p", { textContent: said.filter(Boolean).join(" ") });
    status.setAttribute("role", "status");
    const list = make("ul", {});
    list.append(...lines);
    this.replaceChildren(status, list);
  }

  #line(entry) {
    const line = make("li", {});
    line.append(make("b", { textContent: entry.subject }));
    if (entry.files?.length) line.append(make("small", { textContent: entry.files.map((file) => file.name).join(", ") }));
    if (!entry.refused) return line;
    line.append(make("p", { className: "error", textContent: entry.refused.join(" ") }));
    const edit = make("a", { className: "button", href: `/capture#${entry.once}`, textContent: this.dataset.edit });
    edit.addEventListener("click", () => location.pathname === "/capture" && setTimeout(() => this.#restore()));
    const leave = make("button", { className: "button plain", type: "button", textContent: this.dataset.discard });
    leave.addEventListener("click", async () => {
      if (!confirm(this.dataset.discardSure)) return;
      await drop(entry.once);
      await this.#show();
    });
    line.append(edit, leave);
    return line;
  }

  // The form of this page: kept from another day it is begun anew; of an entry that was refused it says that again.
  async #restore() {
    const form = document.querySelector(`#content ${capture}`);
    if (!form) return;
    // A page that was kept has a key that may have been used, and tells an old moment.
    form.elements._once.value = crypto.randomUUID();
    if (Date.now() - Date.parse(form.elements.Shown.value) > old) begin(form);
    const entry = location.hash.length > 30 ? await find(location.hash.slice(1)) : null;
    if (!entry || entry.owner !== this.#owner) return;
    begin(form);
    form.dataset.replaces = entry.once;
    for (const picked of form.querySelectorAll(".picked label")) picked.remove();
    for (const [name, value] of entry.fields) {
      const field = form.elements[name];
      if (["Shown", "Participant", "Named"].includes(name) || !field) continue;
      if (field instanceof RadioNodeList || !field.matches("[type=checkbox], [type=radio]")) field.value = value;
    }
    for (const [name, value, label] of entry.people)
      [...form.querySelectorAll("participant-picker")].find((picker) => picker.dataset.name === name)?.take(value, label);
    for (const file of entry.files ?? []) form.querySelector("file-field")?.take(file);
    form.elements.Subject.focus();
  }

  async #onSignOut(event, form) {
    if ("asked" in form.dataset) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const unsent = (await of(this.#owner)).length;
    if (unsent > 0 && !confirm(fill(this.dataset.signOut, unsent))) return;
    await forget();
    form.dataset.asked = "";
    form.requestSubmit();
  }
}

const filesOf = (form) => [...form.querySelectorAll("file-field")].flatMap((field) => field.kept ?? []);

// A key of its own, and now as the moment, in the zone of whoever is signed in.
function begin(form) {
  form.elements._once.value = crypto.randomUUID();
  const now = new Date();
  const parts = new Intl.DateTimeFormat("sv", { timeZone: form.dataset.zone, dateStyle: "short", timeStyle: "short" });
  form.elements.When.value = parts.format(now).replace(" ", "T");
  form.elements.Shown.value = now.toISOString();
}

// Where nobody is signed in, nobody's page or people are kept.
if (document.querySelector('form[action="/sign-in"]')) forget();

// After app.js listens: what it stops is not kept.
addEventListener("DOMContentLoaded", () => customElements.define("capture-outbox", CaptureOutbox));
