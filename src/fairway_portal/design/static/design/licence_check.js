// Checks the token of a licence against the keys in this page, as `fairway.recruitment.licences.proof` does.
// Nothing is sent anywhere. What it says stands in the page already, in the reader's language.
(() => {
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
  const VERSION = 1, LONGEST = 300, HEAD = 6, SIGNATURE = 64, CHECK = 3, SHORTEST = HEAD + SIGNATURE + CHECK
  const NO_DAY = 0xffff, DAY = 86400000
  const part = document.getElementById("checker")
  const keys = JSON.parse(part.dataset.keys).keys
  const standing = JSON.parse(part.dataset.standing)
  const field = document.getElementById("token")

  class Refused extends Error {}

  const bytesOf = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))
  const hex = (bytes) => [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("")
  const dayOf = (count) => count === NO_DAY ? "" : new Date(count * DAY).toISOString().slice(0, 10)
  const today = () => {
    const now = new Date()
    return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())).toISOString().slice(0, 10)
  }
  const later = (day, days) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)

  function decoded(written) {
    const left = written.length % 8
    if ([1, 3, 6].includes(left)) return null
    const bytes = []
    let held = 0, bits = 0
    for (const letter of written.toUpperCase()) {
      const value = LETTERS.indexOf(letter)
      if (value < 0) return null
      held = (held << 5) | value
      bits += 5
      if (bits >= 8) {
        bits -= 8
        bytes.push((held >> bits) & 0xff)
        held &= (1 << bits) - 1
      }
    }
    return { bytes: Uint8Array.from(bytes), spare: held }
  }

  // What became of a token that is not whole: its first letters say how many it should have.
  function damage(written) {
    const head = written.length >= 8 ? decoded(written.slice(0, 8)) : null
    if (!head || head.bytes[0] !== VERSION) {
      return Math.floor(written.length * 5 / 8) > SHORTEST ? "mistyped" : "none_at_all"
    }
    const expected = Math.ceil(head.bytes[1] * 8 / 5)
    return written.length < expected ? "truncated" : written.length > expected ? "too_long" : "mistyped"
  }

  async function whole(written) {
    if (written.length > LONGEST) throw new Refused("too_long")
    if (!/^[A-Za-z0-9]+$/.test(written)) throw new Refused("none_at_all")
    if (!/^([A-Z0-9]*[A-Z][A-Z0-9]*|[a-z0-9]*[a-z][a-z0-9]*)$/.test(written)) throw new Refused("mistyped")
    const found = decoded(written)
    if (!found) throw new Refused(damage(written))
    const bytes = found.bytes
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice(0, -CHECK))).slice(0, CHECK)
    if (bytes.length <= SHORTEST || hex(sum) !== hex(bytes.slice(-CHECK))) throw new Refused(damage(written))
    if (found.spare) throw new Refused("mistyped")
    if (bytes[0] !== VERSION) throw new Refused(bytes[0] > VERSION ? "newer" : "none_at_all")
    if (bytes[1] !== bytes.length) throw new Refused("forged")
    return bytes
  }

  async function signers(bytes) {
    const id = hex(bytes.slice(2, HEAD))
    const named = keys.filter((key) => key.id === id)
    if (!named.length) throw new Refused("other_key")
    const good = []
    for (const key of named) {
      const door = await crypto.subtle.importKey("raw", bytesOf(key.public), { name: "Ed25519" }, false, ["verify"])
      const signature = bytes.slice(-CHECK - SIGNATURE, -CHECK)
      if (await crypto.subtle.verify("Ed25519", door, signature, bytes.slice(0, -CHECK - SIGNATURE))) good.push(key)
    }
    if (!good.length) throw new Refused("forged")
    return good
  }

  function claims(content) {
    const number = (at) => (content[at] << 8) | content[at + 1]
    const texts = []
    let at = 12
    for (let count = 0; count < 4; count++) {
      const length = content[at]
      texts.push(new TextDecoder("utf-8", { fatal: true }).decode(content.slice(at + 1, at + 1 + length)))
      at += 1 + length
    }
    const [agency, licence, authority, name] = texts
    return {
      agency, licence, authority, name, issued: dayOf(number(0)), lifetime: number(2), first: dayOf(number(4)),
      last: dayOf(number(6)), state: content[8], country: new TextDecoder().decode(content.slice(9, 12)),
    }
  }

  async function read(token) {
    const bytes = await whole(token.replace(/\s/g, ""))
    const good = await signers(bytes)
    const said = claims(bytes.slice(HEAD, -CHECK - SIGNATURE))
    if (!good.some((key) => key.first <= said.issued && (!key.last || said.issued <= key.last))) throw new Refused("key_days")
    if (said.issued > later(today(), 1)) throw new Refused("future")
    said.expired = today() > later(said.issued, said.lifetime)
    return said
  }

  const show = (id) => {
    for (const one of part.querySelectorAll("[data-outcome]")) one.hidden = one.id !== id
    document.getElementById(id)?.focus()
  }

  function refused(reason) {
    for (const one of part.querySelectorAll("[data-reason]")) one.hidden = one.dataset.reason !== reason
    show("refused")
  }

  function genuine(said) {
    const words = [...part.querySelectorAll("[data-state]")].map((one) => one.textContent)
    const day = today()
    const days = (!said.first || said.first <= day) && (!said.last || day <= said.last)
    const holds = standing.includes(said.state) && Boolean(said.first) && days && !said.expired
    const told = { ...said, state: words[said.state], last: said.last || "–", first: said.first || "–" }
    for (const one of part.querySelectorAll("[data-claim]")) one.textContent = told[one.dataset.claim]
    part.querySelector("[data-expired]").hidden = !said.expired
    part.querySelector("[data-holds]").hidden = !holds
    part.querySelector("[data-stop]").hidden = holds
    document.getElementById("genuine").className = `standing ${holds ? "in-force" : "lost"} flow`
    show("genuine")
  }

  async function check(token) {
    if (!window.crypto?.subtle) return show("unable")
    try {
      genuine(await read(token))
    } catch (fault) {
      if (fault instanceof Refused) refused(fault.message)
      else if (fault?.name === "NotSupportedError") show("unable")
      else refused("forged")
    }
  }

  function ofAddress() {
    const path = /\/licences\/check\/([^/?#]+)/.exec(location.pathname)
    return decodeURIComponent(location.hash.slice(1) || path?.[1] || "")
  }

  const ask = document.getElementById("ask")
  const begin = () => {
    const token = ofAddress()
    if (!token) return
    field.value = token
    check(token)
  }
  ask.addEventListener("submit", (event) => {
    event.preventDefault()
    check(field.value.replace(/^.*\/licences\/check\//s, ""))
  })
  window.addEventListener("hashchange", begin)
  part.hidden = false
  begin()

  // Keeping the page is the reader's choice, and so is taking it away.
  const keeping = document.getElementById("keeping")
  if (!("serviceWorker" in navigator)) return
  const say = (name) => {
    for (const one of keeping.querySelectorAll("[data-say]")) one.hidden = one.dataset.say !== name
    keeping.querySelector("[data-keep]").hidden = name === "kept"
    keeping.querySelector("[data-forget]").hidden = name !== "kept"
  }
  const scopes = JSON.parse(keeping.dataset.scopes)
  const ours = async () => (await navigator.serviceWorker.getRegistrations()).filter((one) => scopes.includes(new URL(one.scope).pathname))
  keeping.querySelector("[data-keep]").addEventListener("click", async () => {
    try {
      for (const scope of scopes) await navigator.serviceWorker.register(keeping.dataset.worker, { scope })
      await navigator.serviceWorker.ready
      say("kept")
    } catch {
      say("failed")
    }
  })
  keeping.querySelector("[data-forget]").addEventListener("click", async () => {
    for (const one of await ours()) await one.unregister()
    for (const name of await caches.keys()) if (name.startsWith("fairway-licences ")) await caches.delete(name)
    say("gone")
  })
  keeping.hidden = false
  ours().then((found) => found.length && say("kept"), () => null)
})()
