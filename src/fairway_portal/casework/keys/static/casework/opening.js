// Opens sealed envelopes in a handler's browser. Needs age.js and envelopes.js before it. A page uses:
//
//   <div data-age-key="17-1763…"></div>
//       Becomes a chooser of the key file (with a passphrase where the file is locked) and a button “Forget”. Its value
//       names the person and her sign-in: a key that was kept under another one is forgotten. The key is kept as a
//       CryptoKey that cannot be taken out, for eight hours at most; in the page's memory alone where the browser has no
//       X25519. Use the fragment casework/keys/holder.html.
//   <section data-sealed="ADDRESS" data-report="ID" data-kind="report" data-recipients="fp fp" data-commitment="hex">
//       Fetched and opened as soon as a key is there, a file (data-kind original or cleaned) when its button is pressed.
//       data-recipients and data-commitment may be left out. The content is put into the section, after what is in it.
//   <dl data-labels hidden><dt>code</dt><dd>Label</dd><dt>code.choice</dt><dd>Label of a choice</dd></dl>
//       In the section or anywhere on the page; <dl data-choices hidden> may hold choices apart, by “field.choice” or
//       “choice”. Answers are shown in the order of the labels.
//   <pre data-challenge>-----BEGIN AGE ENCRYPTED FILE-----…</pre> with <input data-challenge-digits>
//       The digits that prove a key are filled in.
//   <button type="button" data-reseal data-report="ID" data-items='[{"url": "…", "kind": "report", "id": "…"}]'
//           data-to='["age1…"]' data-action="ADDRESS" data-done="ADDRESS">, in a form with the CSRF token
//       Opens each item and posts it, sealed to the other keys: fields `envelope` (base64), `recipients` (JSON list of
//       fingerprints), `key` (a new UUID), `report`, and every part of the item but `url`. A held envelope (kind
//       “release”) is posted as what was inside it, still sealed, with `recipients` empty. Afterwards the browser goes
//       to data-done, or loads the page anew.
//
// Events: `fairway:key` on document when a key is there or gone (detail: {recipient, fingerprint} or null).
// Whatever was written by somebody else reaches the page as text alone.
{
  const { Decrypter, armor, identityToRecipient } = globalThis.fairwayAge
  const { Fault, base64, fingerprint, open, say, sayingOf, seal } = globalThis.fairwayEnvelopes
  const HOURS = 8
  const DATABASE = "fairway-casework"
  const STORE = "keys"
  const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
  const PKCS8 = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20]
  const LARGEST_KEY_FILE = 64 * 1024
  const FILES = ["original", "cleaned"]
  const PICTURES = ["image/jpeg", "image/png", "image/webp"]
  const ENDINGS = {
    "application/pdf": ".pdf", "audio/mpeg": ".mp3", "audio/ogg": ".ogg", "image/jpeg": ".jpg", "image/png": ".png",
    "image/webp": ".webp", "text/plain": ".txt", "video/mp4": ".mp4",
  }
  const CHALLENGE = /^fairway-challenge\/1\n([0-9 ]+)\n$/
  const holder = document.querySelector("[data-age-key]")
  let held = null // {identity, recipient, fingerprint, until}

  // --- The key ---

  function database() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open(DATABASE, 1)
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE)
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  }

  async function stored(mode, act) {
    const opened = await database()
    try {
      return await new Promise((resolve, reject) => {
        const change = opened.transaction(STORE, mode)
        const asked = act(change.objectStore(STORE))
        change.oncomplete = () => resolve(asked.result)
        change.onerror = change.onabort = () => reject(change.error)
      })
    } finally {
      opened.close()
    }
  }

  const forgetStored = () => stored("readwrite", (keys) => keys.clear()).catch(() => {})

  function secretBytes(identity) {
    const bytes = new Uint8Array(32)
    let bits = 0
    let value = 0
    let at = 0
    for (const letter of identity.toLowerCase().slice("age-secret-key-1".length, -6)) {
      value = ((value << 5) | LETTERS.indexOf(letter)) & 0xfff
      bits += 5
      if (bits >= 8 && at < 32) {
        bits -= 8
        bytes[at++] = (value >> bits) & 255
      }
    }
    return bytes
  }

  async function locked(identity) {
    const bytes = secretBytes(identity)
    const wrapped = Uint8Array.from([...PKCS8, ...bytes])
    try {
      return await crypto.subtle.importKey("pkcs8", wrapped, { name: "X25519" }, false, ["deriveBits"])
    } catch (fault) {
      if (fault instanceof DOMException && fault.name === "NotSupportedError") return null
      throw fault
    } finally {
      bytes.fill(0)
      wrapped.fill(0)
    }
  }

  async function identityOf(text) {
    const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line && !line.startsWith("#"))
    if (lines.length !== 1) throw new Fault(lines.length ? "several-keys" : "no-key-file")
    try {
      return { identity: lines[0], recipient: await identityToRecipient(lines[0]) }
    } catch {
      throw new Fault("no-key-file")
    }
  }

  const LOCKED = /^\s*-----BEGIN AGE|^age-encryption\.org\/v1/
  const isLocked = (bytes) => LOCKED.test(new TextDecoder().decode(bytes.slice(0, 64)))

  async function unlocked(bytes, passphrase) {
    const decrypter = new Decrypter()
    decrypter.addPassphrase(passphrase)
    try {
      const text = new TextDecoder().decode(bytes)
      return await decrypter.decrypt(text.trim().startsWith("-----") ? armor.decode(text) : bytes, "text")
    } catch {
      throw new Fault("wrong-passphrase")
    }
  }

  async function take(text) {
    const { identity, recipient } = await identityOf(text)
    const key = await locked(identity)
    const until = Date.now() + HOURS * 3600e3
    const found = { identity: key ?? identity, recipient, fingerprint: await fingerprint(recipient), until }
    const whose = holder.dataset.ageKey
    if (key) await stored("readwrite", (keys) => keys.put({ ...found, whose }, "key")).catch(() => {})
    return found
  }

  async function remembered() {
    const found = await stored("readonly", (keys) => keys.get("key")).catch(() => null)
    if (!found) return null
    if (found.until > Date.now() && found.whose === holder.dataset.ageKey) return found
    await forgetStored()
    return null
  }

  // --- The holder ---

  function made(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...children)
    return element
  }

  function field(id, label, input) {
    const name = made("label", { htmlFor: id, textContent: label })
    return made("div", { className: "field desk-field" }, name, Object.assign(input, { id }))
  }

  // The style sheet gives fields and buttons a display of their own, which is stronger than `hidden`.
  function visible(element, yes) {
    element.style.display = yes ? "" : "none"
  }

  function build() {
    const file = made("input", { type: "file" })
    const words = made("input", { type: "password", autocomplete: "off" })
    const asksWords = field("age-passphrase", say("passphrase"), words)
    const use = made("button", { type: "button", className: "button second", textContent: say("open-key") })
    const forget = made("button", { type: "button", className: "button second", textContent: say("forget") })
    const status = made("p")
    status.setAttribute("role", "status")
    const chooser = made("div", { className: "flow" }, field("age-key-file", say("key-file"), file), asksWords, use)
    visible(asksWords, false)
    holder.replaceChildren(status, chooser, forget)
    let bytes = null

    const show = (text) => {
      status.textContent = text
      visible(chooser, held === null)
      visible(forget, held !== null)
    }
    const kept = () => say(held.identity instanceof CryptoKey ? "key-open" : "key-open-here")
    const tell = () => show(held ? `${kept()} ${held.fingerprint}` : say("no-key"))
    const open = async (text) => {
      try {
        await changed(await take(text))
        tell()
      } catch (fault) {
        show(sayingOf(fault))
      }
      file.value = words.value = ""
      visible(asksWords, false)
      visible(use, false)
      bytes = null
    }
    file.addEventListener("change", async () => {
      const chosen = file.files[0]
      if (!chosen) return
      if (chosen.size > LARGEST_KEY_FILE) return show(say("no-key-file"))
      bytes = new Uint8Array(await chosen.arrayBuffer())
      for (const one of [asksWords, use]) visible(one, isLocked(bytes))
      if (isLocked(bytes)) words.focus()
      else await open(new TextDecoder().decode(bytes))
    })
    visible(use, false)
    use.addEventListener("click", async () => {
      show(say("unlocking"))
      await new Promise((resolve) => setTimeout(resolve, 50)) // the sentence first: what follows takes seconds
      try {
        await open(await unlocked(bytes, words.value))
      } catch (fault) {
        show(sayingOf(fault))
      }
    })
    forget.addEventListener("click", async () => {
      await forgetStored()
      await changed(null)
      tell()
      file.focus()
    })
    return tell
  }

  async function changed(key) {
    held = key
    if (key) setTimeout(() => held === key && location.reload(), Math.max(0, key.until - Date.now()))
    const detail = key && { recipient: key.recipient, fingerprint: key.fingerprint }
    document.dispatchEvent(new CustomEvent("fairway:key", { detail }))
    for (const section of document.querySelectorAll("[data-sealed]")) {
      section.querySelector(":scope > [data-opened]")?.remove()
      if (key) await prepare(section)
    }
    if (key) await proveWith(key)
  }

  // --- Envelopes ---

  async function fetched(address) {
    const answer = await fetch(address, { cache: "no-store" })
    if (!answer.ok || answer.redirected) throw new Fault("not-fetched")
    return new Uint8Array(await answer.arrayBuffer())
  }

  async function openedFrom(address, given) {
    if (!held) throw new Fault("no-key")
    const recipients = (given.recipients ?? "").split(/\s+/).filter(Boolean)
    return open(await fetched(address), held.identity, { ...given, recipients })
  }

  const asked = ({ report, kind, recipients, commitment }) => ({ report, kind, recipients, commitment })

  async function prepare(section) {
    const place = made("div", { className: "flow" })
    place.dataset.opened = ""
    section.append(place)
    if (!FILES.includes(section.dataset.kind)) return show(section, place)
    const button = made("button", { type: "button", className: "button second", textContent: say("open-file") })
    button.addEventListener("click", () => show(section, place))
    place.append(button)
  }

  async function show(section, place) {
    try {
      const opened = await openedFrom(section.dataset.sealed, asked(section.dataset))
      place.replaceChildren(...contentOf(section, opened))
    } catch (fault) {
      const warning = made("p", { className: "note warning", textContent: sayingOf(fault) })
      warning.setAttribute("role", "alert")
      place.replaceChildren(warning)
    }
  }

  function contentOf(section, { head, content }) {
    const media = head.media.split(";")[0].trim().toLowerCase()
    if (FILES.includes(head.kind)) return fileOf(head, media, content)
    if (head.kind === "release") return [made("p", { textContent: say("still-sealed") })]
    const text = new TextDecoder().decode(content)
    if (media !== "application/json") return paragraphs(text)
    try {
      return jsonOf(section, JSON.parse(text))
    } catch {
      return paragraphs(text)
    }
  }

  function paragraphs(text) {
    return text.split(/\r?\n/).filter((line) => line.trim()).map((line) => made("p", { dir: "auto", textContent: line }))
  }

  function jsonOf(section, said) {
    if (typeof said?.text === "string") return paragraphs(said.text)
    const answers = said?.answers && typeof said.answers === "object" ? said.answers : said
    if (answers === null || typeof answers !== "object") return paragraphs(String(answers))
    const labels = labelsOf(section)
    const order = [...labels.keys()]
    const place = (code) => (order.indexOf(code) + 1 || order.length + 1)
    const list = made("dl", { className: "summary-list" })
    for (const code of Object.keys(answers).sort((one, other) => place(one) - place(other))) {
      const given = Array.isArray(answers[code]) ? answers[code] : [answers[code]]
      const words = given.map((one) => labels.get(`${code}.${one}`) ?? labels.get(`=${one}`) ?? plain(one))
      const name = made("dt", { textContent: labels.get(code) ?? code })
      list.append(made("div", {}, name, made("dd", {}, ...words.flatMap(paragraphs))))
    }
    return [list]
  }

  const plain = (one) => (typeof one === "string" ? one : JSON.stringify(one))

  function labelsOf(section) {
    const found = new Map()
    for (const [name, mark] of [["labels", ""], ["choices", "="]]) {
      const list = section.querySelector(`dl[data-${name}]`) ?? document.querySelector(`dl[data-${name}]`)
      for (const term of list?.querySelectorAll("dt") ?? []) {
        const code = term.textContent.trim()
        found.set(code.includes(".") ? code : mark + code, term.nextElementSibling.textContent.trim())
      }
    }
    return found
  }

  function fileOf(head, media, content) {
    // Whatever the sender calls it, it is saved as plain bytes and never opened by the page.
    const blob = new Blob([content], { type: "application/octet-stream" })
    const save = made("button", { type: "button", className: "button second", textContent: say("save-file") })
    save.addEventListener("click", () => {
      const download = `${head.kind}-${head.nonce.slice(0, 8)}${ENDINGS[media] ?? ".bin"}`
      const link = made("a", { href: URL.createObjectURL(blob), download })
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60e3)
    })
    if (!PICTURES.includes(media)) return [save]
    const look = made("button", { type: "button", className: "button second", textContent: say("show-picture") })
    look.addEventListener("click", () => look.replaceWith(...picture(content, media)))
    return [save, look]
  }

  function picture(content, media) {
    const canvas = made("canvas")
    canvas.style.maxInlineSize = "100%"
    canvas.setAttribute("role", "img")
    canvas.setAttribute("aria-label", say("picture"))
    const told = made("p", {})
    createImageBitmap(new Blob([content], { type: media }))
      .then((image) => {
        const scale = Math.min(1, 1200 / Math.max(image.width, image.height))
        canvas.width = Math.round(image.width * scale)
        canvas.height = Math.round(image.height * scale)
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
      })
      .catch(() => told.append(say("no-picture")))
    return [canvas, told]
  }

  // --- Proving, and sealing to others ---

  async function proveWith(key) {
    const sealed = document.querySelector("[data-challenge]")
    const digits = document.querySelector("[data-challenge-digits]")
    if (!sealed || !digits) return
    const decrypter = new Decrypter()
    decrypter.addIdentity(key.identity)
    try {
      const said = CHALLENGE.exec(await decrypter.decrypt(armor.decode(sealed.textContent), "text"))
      if (!said) throw new Fault("damaged")
      digits.value = said[1]
    } catch {
      holder.querySelector("[role=status]").textContent = say("not-for-this-key")
    }
  }

  async function resealed(button, item) {
    const form = new FormData()
    form.set("csrfmiddlewaretoken", button.form.elements.csrfmiddlewaretoken.value)
    for (const [name, value] of Object.entries(item)) if (name !== "url") form.set(name, value)
    const { report } = button.dataset
    const opened = await openedFrom(item.url, { report, kind: item.kind, recipients: item.recipients })
    let sealed = { content: opened.content, fingerprints: [] }
    if (opened.head.kind !== "release") {
      sealed = await seal(opened.content, { ...opened.head, recipients: JSON.parse(button.dataset.to) })
    }
    form.set("report", button.dataset.report)
    form.set("envelope", base64(sealed.content))
    form.set("recipients", JSON.stringify(sealed.fingerprints))
    form.set("key", crypto.randomUUID())
    const answer = await fetch(button.dataset.action, { method: "POST", body: form })
    if (!answer.ok) throw new Fault("not-sent")
  }

  async function resealAll(button) {
    const told = button.parentElement.querySelector("[data-reseal-status]") ?? made("p", { className: "note" })
    told.dataset.resealStatus = ""
    told.setAttribute("role", "status")
    button.after(told)
    button.disabled = true
    const items = JSON.parse(button.dataset.items)
    try {
      for (const [at, item] of items.entries()) {
        told.textContent = `${say("sealing")} ${at + 1}/${items.length}`
        await resealed(button, item)
      }
      if (button.dataset.done) location.assign(button.dataset.done)
      else location.reload()
    } catch (fault) {
      told.textContent = sayingOf(fault)
      button.disabled = false
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-reseal]")
    if (button) resealAll(button)
  })

  if (holder) {
    if (globalThis.crypto?.subtle) {
      const tell = build()
      for (const form of document.querySelectorAll('form[action$="/desk/sign-out"]')) {
        form.addEventListener("submit", forgetStored)
      }
      remembered().then(async (key) => {
        held = key
        tell()
        if (key) await changed(key)
      })
    } else {
      holder.textContent = say("no-cryptography")
    }
  }
}
