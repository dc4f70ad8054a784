// <passkey-field data-options="…">: asks the browser to make or show a passkey, puts the answer into its field and sends
// the form. With data-offers it is offered as well where the field for the name completes (autocomplete="… webauthn").

let offer; // the browser shows one request at a time: the silent one gives way

class PasskeyField extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
      this.hidden = true;
      return;
    }
    this.querySelector("button").addEventListener("click", () => this.ask());
    if ("offers" in this.dataset) this.offer();
  }

  disconnectedCallback() {
    offer?.abort();
  }

  get options() {
    return JSON.parse(this.dataset.options);
  }

  async ask() {
    offer?.abort();
    this.say("");
    try {
      this.send(
        "makes" in this.dataset
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(this.options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(this.options) }),
      );
    } catch {
      this.say(this.dataset.failed); // waved away, timed out, or none there: the browser does not tell which
    }
  }

  async offer() {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
    offer = new AbortController();
    try {
      this.send(
        await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(this.options),
          mediation: "conditional",
          signal: offer.signal,
        }),
      );
    } catch {
      // given up for the button, or left alone: nothing was asked, so nothing is said
    }
  }

  send(credential) {
    this.querySelector("input").value = JSON.stringify(credential);
    this.closest("form").submit();
  }

  say(words) {
    const error = this.querySelector(".error");
    error.textContent = words;
    error.hidden = !words;
  }
}

customElements.define("passkey-field", PasskeyField);
