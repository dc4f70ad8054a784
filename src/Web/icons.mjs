// Gathers the icons named in Shared/icons.txt into one sprite, so that a page fetches them once and
// draws each with <use href="/lib/icons.svg#name">. Called by Assets.targets:
//   node icons.mjs <folder of outline svgs> <list> <sprite to write>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [folder, list, sprite] = process.argv.slice(2);
const names = readFileSync(list, "utf8")
  .split("\n")
  .map((line) => line.trim())
  .filter((line) => line && !line.startsWith("#"));

const symbols = names.map((name) => {
  let drawing;
  try {
    drawing = readFileSync(join(folder, `${name}.svg`), "utf8");
  } catch {
    // MSBuild reads this shape as a build error that points at the list.
    console.error(`${list} : error RAP002: no tabler outline icon is called "${name}"`);
    process.exit(1);
  }
  const paths = drawing
    .slice(drawing.indexOf(">") + 1, drawing.lastIndexOf("</svg>"))
    .replace(/<path stroke="none"[^>]*>/, "") // an invisible frame, of use to drawing programs only
    .replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24">${paths}</symbol>`;
});

mkdirSync(dirname(sprite), { recursive: true });
writeFileSync(sprite, `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);
