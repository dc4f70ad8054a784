// Brings files while the form is still being filled in: dropped or chosen, piece by piece, and on from where a line
// broke. What came goes along with the form as its id. Around it the page works without scripts: see FilesField.razor.

const piece = 4 << 20; // bytes sent at once: so much is lost at most when a line breaks
const tries = 5;
const wait = (attempt) => new Promise((done) => setTimeout(done, 500 * 2 ** attempt));

// The same file chosen again within a day, also after the page was left, goes on where it stood.
const placeOf = (file) => `upload:${file.name}:${file.size}:${file.lastModified}`;

class FileField extends HTMLElement {
  #input;
  #list;
  #status;
  #under = new Map(); // what is under way, by its line
  #sending = false;
  #kept = new Map(); // what goes along with a captured entry, by its line, since there is no network

  // What could not be brought and is sent with the entry when it is.
  get kept() {
    return [...this.#kept.values()];
  }

  // The form begins anew.
  clear() {
    for (const one of this.#under.values()) one.abort.abort();
    this.#under.clear();
    this.#kept.clear();
    this.#list.replaceChildren();
  }

  take(file) {
    this.#take(file);
  }

  connectedCallback() {
    if (this.#input) return; // moved within the page
    this.#input = this.querySelector("input[type=file]");
    this.#list = this.querySelector(".brought");
    this.#status = Object.assign(document.createElement("span"), { className: "unseen" });
    this.#status.setAttribute("role", "status");
    this.append(this.#status);
    this.#input.addEventListener("change", () => {
      const files = [...this.#input.files];
      this.#input.value = ""; // they come by themselves, not with the form as well
      files.forEach((file) => this.#take(file));
    });
    for (const name of ["dragenter", "dragover"])
      this.addEventListener(name, (event) => {
        if (![...event.dataTransfer.types].includes("Files")) return;
        event.preventDefault();
        this.classList.add("is-over");
      });
    this.addEventListener("dragleave", (event) => {
      if (!this.contains(event.relatedTarget)) this.classList.remove("is-over");
    });
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.classList.remove("is-over");
      [...event.dataTransfer.files].forEach((file) => this.#take(file));
    });
    // Sent too early, the form waits until all of them are there.
    this.#form.addEventListener("submit", this.#hold, true);
  }

  disconnectedCallback() {
    for (const one of this.#under.values()) one.abort.abort();
  }

  get #form() {
    return this.closest("form");
  }

  #hold = (event) => {
    if (this.#under.size === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#sending = true;
    this.#say(this.dataset.waiting);
  };

  #take(file) {
    const line = document.createElement("li");
    const name = Object.assign(document.createElement("span"), { textContent: file.name, dir: "auto" });
    const how = Object.assign(document.createElement("small"), { textContent: this.dataset.waiting });
    const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
    bar.setAttribute("aria-label", file.name);
    const out = Object.assign(document.createElement("button"), { type: "button", className: "button icon-only plain", textContent: "×" });
    out.setAttribute("aria-label", this.dataset.remove.replace("{0}", file.name));
    line.append(name, how, bar, out);
    this.#list.append(line);
    const one = { file, line, how, bar, abort: new AbortController() };
    out.addEventListener("click", () => this.#leaveOut(one));
    if (file.size > Number(this.dataset.most)) this.#fail(one, this.dataset.large, false);
    else this.#bring(one);
  }

  async #bring(one) {
    this.#under.set(one.line, one);
    try {
      const id = await this.#send(one);
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: "Upload", value: id });
      one.line.append(field);
      one.bar.hidden = true;
      one.how.textContent = this.dataset.done;
      this.#say(`${one.file.name}: ${this.dataset.done}`);
      localStorage.removeItem(placeOf(one.file));
    } catch (failure) {
      if (!one.abort.signal.aborted && (failure.words || !this.#keep(one))) this.#fail(one, failure.words ?? this.dataset.failed, !failure.words);
    }
    this.#under.delete(one.line);
    if (this.#sending && this.#under.size === 0) {
      this.#sending = false;
      if (!this.querySelector(".is-wrong")) this.#form.requestSubmit();
    }
  }

  // Captured without a network, a file waits with its entry; nothing else is kept, and no more than a phone has room for.
  #keep(one) {
    if (!this.#form.matches('.capture[action="/capture"]') || !self.indexedDB || !navigator.locks) return false;
    const size = this.kept.reduce((sum, file) => sum + file.size, one.file.size);
    if (size > Number(this.dataset.mostKept)) {
      this.#fail(one, this.dataset.tooMuch, true);
      return true;
    }
    this.#kept.set(one.line, one.file);
    one.bar.hidden = true;
    one.how.textContent = this.dataset.kept;
    this.#say(`${one.file.name}: ${this.dataset.kept}`);
    return true;
  }

  async #send(one) {
    let place = localStorage.getItem(placeOf(one.file));
    let offset = place === null ? null : await this.#offset(place, one);
    if (offset === null) {
      const begun = await this.#ask("/uploads", {
        method: "POST",
        body: JSON.stringify({ name: one.file.name, size: one.file.size }),
        headers: { "Content-Type": "application/json" },
        signal: one.abort.signal,
      });
      place = begun.headers.get("Location");
      offset = 0;
      localStorage.setItem(placeOf(one.file), place);
    }
    for (let attempt = 0; offset < one.file.size; ) {
      try {
        const answer = await this.#ask(place, {
          method: "PATCH",
          body: one.file.slice(offset, offset + piece),
          headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset },
          signal: one.abort.signal,
        });
        offset = Number(answer.headers.get("Upload-Offset"));
        attempt = 0;
      } catch (failure) {
        if (failure.words || one.abort.signal.aborted || ++attempt > tries) throw failure;
        await wait(attempt);
        offset = (await this.#offset(place, one)) ?? offset;
      }
      one.bar.value = offset / one.file.size;
      one.how.textContent = this.dataset.bringing.replace("{0}", Math.floor((100 * offset) / one.file.size));
    }
    return place.split("/").pop();
  }

  // How far it came; null where nothing is known of it any more.
  async #offset(place, one) {
    try {
      const answer = await fetch(place, { method: "HEAD", signal: one.abort.signal });
      const offset = answer.headers.get("Upload-Offset");
      return answer.ok && offset !== null && Number(offset) <= one.file.size ? Number(offset) : null;
    } catch {
      return null;
    }
  }

  // A refusal has words; a line that broke, or a piece that came to the wrong place, is tried again.
  async #ask(address, request) {
    const token = this.#form.querySelector("input[name=__RequestVerificationToken]").value;
    const answer = await fetch(address, { ...request, headers: { ...request.headers, "X-Form-Token": token } });
    if (answer.ok) return answer;
    const failure = new Error(answer.statusText);
    if (answer.status < 500 && answer.status !== 409) failure.words = await wordsOf(answer);
    throw failure;
  }

  #fail(one, words, again) {
    one.bar.hidden = true;
    one.line.classList.add("is-wrong");
    one.how.textContent = words;
    this.#say(`${one.file.name}: ${words}`);
    if (!again) return;
    const retry = Object.assign(document.createElement("button"), { type: "button", className: "act", textContent: this.dataset.retry });
    retry.addEventListener("click", () => {
      retry.remove();
      one.line.classList.remove("is-wrong");
      one.bar.hidden = false;
      this.#bring(one);
    });
    one.line.append(retry);
  }

  #leaveOut(one) {
    one.abort.abort();
    one.line.remove();
    this.#under.delete(one.line);
    this.#kept.delete(one.line);
    this.#input.focus();
  }

  #say(words) {
    this.#status.textContent = words;
  }
}

async function wordsOf(answer) {
  try {
    const problem = await answer.json();
    return Object.values(problem.errors ?? {}).flat()[0] ?? problem.title;
  } catch {
    return answer.statusText;
  }
}

customElements.define("file-field", FileField);
