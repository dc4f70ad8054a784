// A field for a key can be filled by pressing it, and says at once when another act has that key. Around it the form
// works without scripts: see Keys/KeysView.razor.
import { strokeOf } from "./keys.js";

const patience = 1000; // ms for the next stroke of a sequence

class KeyField extends HTMLElement {
  #input;
  #button;
  #strokes = [];
  #timer;

  connectedCallback() {
    if (this.#input) return; // moved within the page
    this.#input = this.querySelector("input");
    this.#button = Object.assign(document.createElement("button"), { type: "button", className: "button plain", textContent: this.dataset.record });
    this.#button.setAttribute("aria-describedby", this.#input.labels[0].id ||= `${this.#input.id}-label`);
    this.#input.closest(".field").after(this.#button);
    this.#input.addEventListener("input", judge);
    this.#button.addEventListener("click", () => (this.#recording ? this.#stop() : this.#start()));
    this.#button.addEventListener("blur", () => this.#stop());
    this.#button.addEventListener("keydown", (event) => this.#onKey(event));
  }

  get #recording() {
    return "recording" in this.dataset;
  }

  get keys() {
    return this.#input.value.trim().split(/\s+/).join(" ").replace(/(ctrl|strg|cmd)\+(\S+)/gi, (_, __, key) => `Mod+${key.length === 1 ? key.toLowerCase() : key}`);
  }

  get label() {
    return this.#input.labels[0].textContent.trim();
  }

  #start() {
    this.dataset.recording = "";
    this.#strokes = [];
    this.#button.textContent = this.dataset.recordingWords;
    this.#button.setAttribute("aria-pressed", "true");
  }

  #stop() {
    if (!this.#recording) return;
    clearTimeout(this.#timer);
    delete this.dataset.recording;
    this.#button.textContent = this.dataset.record;
    this.#button.removeAttribute("aria-pressed");
    judge();
  }

  // Tab and Escape stay what they are, so that nobody is caught here.
  #onKey(event) {
    if (!this.#recording || event.key === "Tab") return;
    if (event.key === "Escape") return this.#stop();
    const stroke = strokeOf(event);
    event.preventDefault();
    event.stopPropagation();
    if (!stroke) return;
    this.#strokes.push(stroke);
    this.#input.value = this.#strokes.join(" ");
    judge();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#stop(), patience);
    if (this.#strokes.length === 3 || stroke.startsWith("Mod+")) this.#stop();
  }

  tell(words) {
    const box = this.#input.closest(".field");
    const id = `${this.#input.id}-error`;
    let error = document.getElementById(id);
    if (!words) {
      error?.remove();
      box.classList.remove("is-wrong");
      this.#input.removeAttribute("aria-invalid");
      this.#input.removeAttribute("aria-describedby");
      return;
    }
    if (!error) {
      error = Object.assign(document.createElement("p"), { id, className: "error" });
      error.setAttribute("role", "status");
      box.append(error);
    }
    error.textContent = words;
    box.classList.add("is-wrong");
    this.#input.setAttribute("aria-invalid", "true");
    this.#input.setAttribute("aria-describedby", id);
  }
}

// As KeyConflicts.cs: the same keys, or the beginning of others, where both may work.
function judge() {
  const fields = [...document.querySelectorAll("key-field")];
  for (const field of fields) {
    const other = field.keys && fields.find((one) => one !== field && one.keys && overlap(one.dataset.scope, field.dataset.scope) && collide(one.keys, field.keys));
    field.tell(other ? field.dataset.taken.replace("{0}", other.label) : null);
  }
}

const overlap = (one, other) => one === other || [one, other].includes("everywhere") || ![one, other].includes("form");
const collide = (one, other) => `${one} `.startsWith(`${other} `) || `${other} `.startsWith(`${one} `);

customElements.define("key-field", KeyField);
