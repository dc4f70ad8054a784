// Completes names as they are typed and turns each choice into a chip that the form sends along.
// Around it the page works without scripts: see ParticipantPicker.razor. Keyboard after the combobox pattern of the
// WAI-ARIA Authoring Practices: arrows walk the list, Enter takes, Escape closes, Backspace in an empty field removes.

import { recentPeople, usePerson } from "./capture-outbox.js";

const patience = 150; // ms without a key before asking

let count = 0;

class ParticipantPicker extends HTMLElement {
  #input;
  #list;
  #picked;
  #status;
  #timer;
  #asked; // the request under way, so that a late answer to an earlier question is dropped
  #active = -1;
  #walked = false; // whether an arrow was pressed since the list opened

  connectedCallback() {
    if (this.#input) return; // moved within the page
    this.#input = this.querySelector("input[type=text]");
    this.#picked = this.querySelector(".picked");

    this.#list = Object.assign(document.createElement("div"), {
      id: `suggestions-${++count}`,
      className: "suggestions",
      role: "listbox",
      hidden: true,
    });
    this.#list.setAttribute("aria-label", this.#input.labels?.[0]?.textContent.trim() ?? "");
    this.#status = Object.assign(document.createElement("span"), { className: "unseen", role: "status" });
    this.append(this.#list, this.#status);

    this.#input.setAttribute("role", "combobox");
    this.#input.setAttribute("aria-autocomplete", "list");
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.setAttribute("aria-controls", this.#list.id);

    this.#input.addEventListener("input", () => this.#askSoon());
    this.#input.addEventListener("keydown", (event) => this.#onKey(event));
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget)) this.#close();
    });
    // The list must not take the focus from the field before the click arrives.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take(option);
    });
    this.#picked.addEventListener("change", (event) => this.#remove(event.target.closest("label")));
    for (const chip of this.#picked.querySelectorAll("label")) this.#nameRemoval(chip);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
  }

  #askSoon() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    const typed = this.#input.value.trim();
    if (!typed) return this.#close();
    this.#timer = setTimeout(() => this.#ask(typed), patience);
  }

  async #ask(typed) {
    this.#asked = new AbortController();
    const address = new URL(this.dataset.source, location.href);
    address.searchParams.set("q", typed);
    let found = [];
    try {
      const answer = await fetch(address, {
        headers: { Accept: "application/json" },
        signal: this.#asked.signal,
      });
      if (answer.ok) found = await answer.json();
    } catch (error) {
      if (error.name === "AbortError") return;
      // Without an answer those chosen before are known, and a name can still be kept as written.
      found = recentPeople()
        .filter(({ label }) => begins(label, typed))
        .map(({ value, label }) => ({ value, label }));
    }
    this.#show(found, typed);
  }

  #show(found, typed) {
    const taken = new Set([...this.#picked.querySelectorAll("input")].map((input) => input.value));
    const options = found
      .map(({ id, kind, value, label, hint }) => ({ value: value ?? `${kind}:${id}`, label, hint }))
      .filter(({ value }) => !taken.has(value));
    this.#status.textContent = fill(this.dataset.count, options.length);
    // An address or a name that nobody here carries is kept in its own words, always last.
    options.push({ value: typed, label: typed, shown: fill(this.dataset.asTyped, typed) });
    this.#list.replaceChildren(...options.map((option, at) => this.#option(option, at)));
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    this.#walked = false;
    this.#mark(0);
  }

  #option({ value, label, hint, shown }, at) {
    const option = document.createElement("div");
    option.id = `${this.#list.id}-${at}`;
    option.role = "option";
    option.dataset.value = value;
    option.dataset.label = label;
    option.append(shown ?? label);
    if (hint) {
      const small = document.createElement("small");
      small.textContent = hint;
      option.append(small);
    }
    return option;
  }

  #mark(at) {
    const options = this.#list.children;
    this.#active = (at + options.length) % options.length;
    for (const [index, option] of [...options].entries())
      option.setAttribute("aria-selected", String(index === this.#active));
    const active = options[this.#active];
    this.#input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  #onKey(event) {
    if (event.isComposing) return;
    const open = !this.#list.hidden;
    if (event.key === "ArrowDown" && open) this.#walk(1);
    else if (event.key === "ArrowUp" && open) this.#walk(-1);
    else if (event.key === "Enter" && open) this.#take(this.#list.children[this.#active]);
    else if (event.key === "Enter" && this.#input.value.trim()) this.#takeTyped();
    else if (event.key === "Escape" && open) this.#close();
    else if (event.key === "Backspace" && !this.#input.value && this.#picked.lastElementChild)
      return this.#remove(this.#picked.lastElementChild);
    else return;
    event.preventDefault();
    event.stopPropagation(); // Escape closes the list, not the dialog around it
  }

  // The first one is marked already: the first step down stands on it, as if one had walked there.
  #walk(step) {
    if (this.#walked || step < 0) this.#mark(this.#active + step);
    this.#walked = true;
  }

  #take(option) {
    const { value, label } = option.dataset;
    if (value !== label) usePerson({ value, label });
    this.#add(value, label);
  }

  // Chosen already, by who filled in the form before.
  take(value, label) {
    this.#add(value, label);
  }

  // Faster than the answer: whoever bears just this name is meant; else the list shows who might be.
  async #takeTyped() {
    const typed = this.#input.value.trim();
    clearTimeout(this.#timer);
    this.#asked?.abort();
    await this.#ask(typed);
    const named = [...this.#list.children].filter(
      (option) =>
        option.dataset.value !== typed && option.dataset.label.localeCompare(typed, undefined, { sensitivity: "base" }) === 0,
    );
    if (named.length === 1) this.#take(named[0]);
    else if (this.#list.children.length === 1) this.#take(this.#list.children[0]);
  }

  #add(value, label) {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    const chip = document.createElement("label");
    chip.className = "chip picked-one";
    const box = Object.assign(document.createElement("input"), {
      type: "checkbox",
      className: "unseen",
      name: this.dataset.name,
      value,
      checked: true,
    });
    const name = document.createElement("span");
    name.textContent = label;
    const cross = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    cross.setAttribute("class", "i");
    cross.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", "/lib/icons.svg#x");
    cross.append(use);
    chip.append(box, name, cross);
    this.#nameRemoval(chip);
    this.#picked.append(chip);
    this.#input.value = "";
    this.#close();
    this.#input.focus();
  }

  #nameRemoval(chip) {
    chip.title = fill(this.dataset.remove, chip.textContent.trim());
  }

  #remove(chip) {
    chip?.remove();
    this.#input.focus();
  }

  #close() {
    this.#list.hidden = true;
    this.#active = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }
}

const fill = (words, value) => (words ?? "{0}").replace("{0}", value);

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const begins = (label, typed) => ` ${fold(label)}`.includes(` ${fold(typed)}`);

customElements.define("participant-picker", ParticipantPicker);
