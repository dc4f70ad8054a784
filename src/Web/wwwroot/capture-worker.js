// Keeps the capture page usable without a network: its page and what that needs, from the last time they were seen. Its
// scope is /capture alone; every other page goes to the network as if this were not here.
import { sendAll } from "./outbox.js";

const assets = "rapport-assets";
const page = "rapport-page"; // emptied by capture-outbox.js when somebody else signs in, or nobody is

const needed = [
  "/app.css",
  "/theme.js",
  "/app.js",
  "/capture-outbox.js",
  "/file-field.js",
  "/key-field.js",
  "/keys.js",
  "/lists.js",
  "/live-merge.js",
  "/live-stream.js",
  "/live.js",
  "/lookers.js",
  "/outbox.js",
  "/palette.js",
  "/participant-picker.js",
  "/passkey-field.js",
  "/rows.js",
  "/phrase-field.js",
  "/search-suggestions.js",
  "/lib/htmx.min.js",
  "/lib/icons.svg",
  "/lib/inter-latin-wght-normal.woff2",
  "/icon.svg",
];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(assets).then((cache) => cache.addAll(needed)));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === "/capture") event.respondWith(fresh(request, page, "/capture"));
  else if (needed.includes(pathname)) event.respondWith(fresh(request, assets, pathname));
});

// What the network says, and the last of that when it says nothing.
async function fresh(request, where, as) {
  try {
    const answer = await fetch(request);
    if (answer.ok && where === assets) await (await caches.open(where)).put(as, answer.clone());
    return answer;
  } catch (unreached) {
    const kept = await (await caches.open(where)).match(as);
    if (kept) return kept;
    throw unreached;
  }
}

self.addEventListener("sync", (event) => {
  if (event.tag === "capture") event.waitUntil(sendAll());
});
