// Shows what is found below the search field as one types. The field is a plain form around it and works without:
// Enter with nothing chosen sends it. Keyboard after the combobox pattern of the WAI-ARIA Authoring Practices.

const patience = 120; // ms without a key before asking

class SearchSuggestions extends HTMLElement {
  #input;
  #list;
  #timer;
  #asked; // the request under way, so that a late answer to an earlier question is dropped
  #active = -1;

  connectedCallback() {
    if (this.#input) return; // moved within the page
    const form = this.closest("form");
    this.#input = form.querySelector("input[type=search]");
    this.#list = Object.assign(document.createElement("div"), {
      id: "search-found",
      className: "suggestions",
      role: "listbox",
      hidden: true,
    });
    this.#list.setAttribute("aria-label", this.#input.getAttribute("aria-label") ?? "");
    this.append(this.#list);

    this.#input.setAttribute("role", "combobox");
    this.#input.setAttribute("aria-autocomplete", "list");
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.setAttribute("aria-controls", this.#list.id);

    this.#input.addEventListener("input", () => this.#askSoon());
    this.#input.addEventListener("keydown", (event) => this.#onKey(event));
    form.addEventListener("submit", () => this.#stop());
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) this.#close();
    });
    // The list must not take the focus from the field before the click arrives.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
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
    const typed = this.#input.value.trim();
    if (!typed) return this.#close();
    this.#timer = setTimeout(() => this.#ask(typed), patience);
  }

  async #ask(typed) {
    this.#asked = new AbortController();
    const address = new URL(this.dataset.source, location.href);
    address.searchParams.set("q", typed);
    try {
      const answer = await fetch(address, { signal: this.#asked.signal });
      // Signed out in between: the form itself then leads to the sign-in.
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
    const some = this.#list.children.length > 0;
    this.#list.hidden = !some;
    this.#input.setAttribute("aria-expanded", String(some));
  }

  #onKey(event) {
    if (event.isComposing) return;
    const open = !this.#list.hidden;
    if (event.key === "ArrowDown" && open) this.#mark(this.#active + 1);
    else if (event.key === "ArrowUp" && open) this.#mark(this.#active - 1);
    else if (event.key === "Enter" && open && this.#active >= 0) this.#list.children[this.#active].click();
    else if (event.key === "Escape" && open) this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // One more than there are options: the field itself, so that Enter searches for what was typed.
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

  #close() {
    this.#stop();
    this.#list.hidden = true;
    this.#active = -1;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }
}

customElements.define("search-suggestions", SearchSuggestions);
