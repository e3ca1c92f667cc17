// Lets the outreach pages open without a connection. The portal writes KEPT before this: version, base, files.
// Pages come from the portal where it answers soon enough, else from what was kept; nothing else is touched.
const OURS = `fairway-outreach ${KEPT.base} `
const NAME = OURS + KEPT.version
const PAGE = new RegExp(`^${KEPT.base}(/[0-9a-f-]{36}(/forms/[a-z0-9_-]+)?)?$`, "i")
const PATIENCE = 5000 // milliseconds for a page, on a line that may be there and carry nothing

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(KEPT.files)).then(() => self.skipWaiting()))
})

self.addEventListener("activate", (event) => event.waitUntil(renew()))

// A new release has other files: each page that was kept is fetched anew, and what is old goes once none needs it.
async function renew() {
  for (const name of (await caches.keys()).filter((one) => one.startsWith(OURS) && one !== NAME)) {
    const pages = (await (await caches.open(name)).keys()).filter((one) => PAGE.test(new URL(one.url).pathname))
    const renewed = await Promise.all(pages.map((one) => fresh(one.url).then((answer) => !answer.redirected, () => false)))
    if (renewed.every(Boolean)) await caches.delete(name)
  }
  await self.clients.claim()
}

self.addEventListener("fetch", (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== "GET" || origin !== self.location.origin) return
  if (request.mode === "navigate" && PAGE.test(pathname)) event.respondWith(page(request, pathname))
  else if (["script", "style", "image"].includes(request.destination)) event.respondWith(file(request))
})

// The page that first loaded this script asks for itself to be kept.
self.addEventListener("message", (event) => {
  const { pathname } = new URL(event.data.keep, self.location.origin)
  if (PAGE.test(pathname)) event.waitUntil(fresh(pathname).catch(() => null))
})

async function page(request, path) {
  const kept = await found(path)
  const asked = fresh(request)
  if (!kept) return asked
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept))
  return Promise.race([asked.catch(() => kept), late])
}

async function fresh(request) {
  const answer = await fetch(request)
  const path = answer.url && new URL(answer.url).pathname // none where it leads elsewhere: to the sign-in page
  if (answer.ok && !answer.redirected && PAGE.test(path)) await (await caches.open(NAME)).put(path, answer.clone())
  return answer
}

async function file(request) {
  return (await found(request.url)) ?? fetch(request)
}

// What is kept, of this release before any other.
async function found(address) {
  return (await (await caches.open(NAME)).match(address)) ?? caches.match(address)
}
