// Lets codes of licences be checked without a connection. The portal writes KEPT before this: version, page, files.
// Where the portal does not answer, the page that was kept stands in for the one that checks a code; nothing else is touched.
const OURS = "fairway-licences "
const NAME = OURS + KEPT.version
const CHECKING = /^\/[a-z]{2}\/licences\/(offline|check(\/[^/]*)?)$/
const PATIENCE = 5000 // milliseconds for a page, on a line that may be there and carry nothing

self.addEventListener("install", (event) => {
  const all = caches.open(NAME).then((kept) => kept.addAll([KEPT.page, ...KEPT.files]))
  event.waitUntil(all.then(() => self.skipWaiting()))
})

self.addEventListener("activate", (event) => event.waitUntil(renew()))

async function renew() {
  const old = (await caches.keys()).filter((one) => one.startsWith(OURS) && one !== NAME)
  await Promise.all(old.map((one) => caches.delete(one)))
  await self.clients.claim()
}

self.addEventListener("fetch", (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== "GET" || origin !== self.location.origin) return
  if (request.mode === "navigate" && CHECKING.test(pathname)) event.respondWith(page(request, pathname))
  else if (KEPT.files.includes(pathname)) event.respondWith(file(request, pathname))
})

// A page of the portal counts even where it refuses a code: it knows how the licence stands today.
async function page(request, path) {
  const kept = await (await caches.open(NAME)).match(KEPT.page)
  const asked = fresh(request, path)
  if (!kept) return asked
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept))
  return Promise.race([asked.catch(() => kept), late])
}

// The keys in the page that is kept are as new as the last visit with a connection.
async function fresh(request, path) {
  const answer = await fetch(request)
  if (path === KEPT.page && answer.ok && !answer.redirected) await (await caches.open(NAME)).put(path, answer.clone())
  if (answer.status >= 500) throw new Error("the portal does not answer")
  return answer
}

async function file(request, path) {
  return (await (await caches.open(NAME)).match(path)) ?? fetch(request)
}
