// The first pages of a PDF, drawn in a frame that is nobody's (Files/PdfFrame.cs): it has the bytes with it, since it has no
// session to ask for them with, and says in words where there is nothing to draw. What scripts a PDF holds are not run.
import { GlobalWorkerOptions, getDocument } from "./lib/pdf.min.mjs";

const mostPages = 10;
const mostDots = 4_000_000; // of one page
const patience = 20_000; // ms for one page

const { words } = document.body.dataset;
const say = JSON.parse(words);
const status = document.getElementById("status");

GlobalWorkerOptions.workerSrc = new URL("./lib/pdf.worker.min.mjs", import.meta.url).href;

const tell = (text) => (status.textContent = text);

function bytes() {
  const letters = atob(document.getElementById("pdf").content.textContent);
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

async function open() {
  const opening = getDocument({
    data: bytes(),
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: true,
    maxImageSize: 4 * mostDots,
  });
  // Asked for a password it would wait for ever.
  opening.onPassword = () => {
    tell(say.locked);
    opening.destroy();
  };
  return opening.promise;
}

async function draw(pdf, number) {
  const page = await pdf.getPage(number);
  const whole = page.getViewport({ scale: 1 });
  const wide = (document.documentElement.clientWidth - 32) * Math.min(devicePixelRatio, 2);
  const scale = Math.min(wide / whole.width, Math.sqrt(mostDots / (whole.width * whole.height)));
  const viewport = page.getViewport({ scale });
  const canvas = Object.assign(document.createElement("canvas"), {
    width: Math.ceil(viewport.width),
    height: Math.ceil(viewport.height),
  });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", say.page.replace("{0}", number).replace("{1}", pdf.numPages));
  document.body.append(canvas);
  const drawing = page.render({ canvasContext: canvas.getContext("2d"), viewport });
  const late = setTimeout(() => drawing.cancel(), patience);
  try {
    await drawing.promise;
  } finally {
    clearTimeout(late);
  }
  const { items } = await page.getTextContent();
  canvas.textContent = items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("");
  page.cleanup();
}

try {
  const pdf = await open();
  tell("");
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number++) await draw(pdf, number);
  if (pdf.numPages > mostPages) tell(say.more.replace("{0}", mostPages).replace("{1}", pdf.numPages));
} catch (fault) {
  if (status.textContent !== say.locked)
    tell(fault?.name === "RenderingCancelledException" ? say.slow : fault?.name === "PasswordException" ? say.locked : say.broken);
}
document.body.dataset.done = "";
