// Completes a condition at the caret. The field is a plain one and works without: the phrase is then typed whole.
// Keyboard after the combobox pattern of the WAI-ARIA Authoring Practices: arrows choose, Enter takes, Escape closes.

const patience = 80; // ms without a key before asking
let count = 0;

class PhraseField extends HTMLElement {
  #input;
  #list;
  #timer;
  #asked; // the request under way, so that a late answer to an earlier question is dropped
  #active = -1;

  connectedCallback() {
    if (this.#input) return; // moved within the page
    this.#input = this.querySelector("input");
    this.#list = Object.assign(document.createElement("div"), {
      id: `phrase-${count++}`,
      className: "suggestions",
      role: "listbox",
      hidden: true,
    });
    this.#list.setAttribute("aria-label", this.querySelector("label span")?.textContent ?? "");
    this.append(this.#list);
    this.#input.setAttribute("role", "combobox");
    this.#input.setAttribute("aria-autocomplete", "list");
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.setAttribute("aria-controls", this.#list.id);
    this.#input.addEventListener("input", () => this.#askSoon());
    this.#input.addEventListener("keydown", (event) => this.#onKey(event));
    this.#input.addEventListener("blur", () => this.#close());
    // The list must not take the focus from the field before the click arrives.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#take(event.target.closest("[role=option]")));
  }

  disconnectedCallback() {
    this.#stop();
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#asked?.abort();
  }

  #askSoon() {
    this.#stop();
    this.#timer = setTimeout(() => this.#ask(), patience);
  }

  async #ask() {
    this.#asked = new AbortController();
    const form = this.#input.form;
    const address = new URL(this.dataset.source, location.href);
    address.searchParams.set("of", form.elements[this.dataset.of]?.value ?? "");
    const happened = this.dataset.event && form.elements.Discharge?.value === "Event";
    if (happened) address.searchParams.set("happened", form.elements[this.dataset.event].value);
    address.searchParams.set("text", this.#input.value);
    address.searchParams.set("caret", this.#input.selectionStart);
    try {
      const answer = await fetch(address, { signal: this.#asked.signal });
      if (answer.ok && !answer.redirected) this.#show(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") this.#close();
    }
  }

  #show(found) {
    this.#list.innerHTML = found; // our own page, with every name escaped
    for (const [at, option] of [...this.#list.children].entries()) option.id = `${this.#list.id}-${at}`;
    this.#active = -1;
    this.#input.removeAttribute("aria-activedescendant");
    const some = this.#list.children.length > 0 && document.activeElement === this.#input;
    this.#list.hidden = !some;
    this.#input.setAttribute("aria-expanded", String(some));
  }

  #onKey(event) {
    if (event.isComposing) return;
    const open = !this.#list.hidden;
    if (event.key === "ArrowDown" && open) this.#mark(this.#active + 1);
    else if (event.key === "ArrowUp" && open) this.#mark(this.#active - 1);
    else if (event.key === "ArrowDown") this.#askSoon();
    else if (event.key === "Enter" && open && this.#active >= 0) this.#take(this.#list.children[this.#active]);
    else if (event.key === "Escape" && open) this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #mark(at) {
    const options = [...this.#list.children];
    const stops = options.length + 1;
    this.#active = ((at + 1 + stops) % stops) - 1;
    for (const [index, option] of options.entries())
      option.setAttribute("aria-selected", String(index === this.#active));
    const active = options[this.#active];
    if (!active) return this.#input.removeAttribute("aria-activedescendant");
    this.#input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  #take(option) {
    if (!option) return;
    const at = Number(option.dataset.at);
    const end = at + Number(option.dataset.length);
    const before = this.#input.value.slice(0, at);
    const after = this.#input.value.slice(end).replace(/^ /, "");
    const glue = before && !/[ (]$/.test(before) && option.dataset.text !== "," ? " " : "";
    const said = `${before}${glue}${option.dataset.text} `;
    this.#input.value = said + after;
    this.#input.setSelectionRange(said.length, said.length);
    this.#ask();
  }

  #close() {
    this.#stop();
    this.#list.hidden = true;
    this.#active = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }
}

customElements.define("phrase-field", PhraseField);
