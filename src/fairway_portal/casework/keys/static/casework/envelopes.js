// Envelopes in the browser: the same form as `fairway.safe_reporting.sealing.envelopes`, byte for byte where it matters.
// Needs age.js before it. Gives `globalThis.fairwayEnvelopes`:
//
//   seal(content, {report, kind, recipients, name, media, nonce})   → {content: Uint8Array, commitment, fingerprints}
//   open(envelope, identity, {report, kind, recipients, commitment}) → {head, content: Uint8Array, commitment}
//   fingerprint(public)    16 hexadecimal digits in groups of four
//   base64(bytes), plainId(report), say(name), sayingOf(fault), Fault
//
// `identity` is a string (AGE-SECRET-KEY-1…) or a CryptoKey for X25519. A fault's `saying` names a sentence of the
// template [data-casework-sayings] (casework/keys/scripts.html).
{
  const { Decrypter, Encrypter } = globalThis.fairwayAge
  const MAGIC = "fairway-sealed/1\n"
  const AGE = "age-encryption.org/v1\n"
  const SCHEMA = 1
  const SIZES = [1, 2, 3, 4, 5, 6, 7].map((power) => 4 ** power * 1024)
  const MOST_BYTES = SIZES.at(-1) - 16384
  const LONGEST_HEAD = 16384 - MAGIC.length - 1
  const PUBLIC = /^age1[02-9ac-hj-np-z]{58}$/
  const NEWLINE = 10
  const encoder = new TextEncoder()
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

  class Fault extends Error {
    constructor(saying) {
      super(saying)
      this.saying = saying
    }
  }

  const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("")
  const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))
  const plainId = (report) => report.replaceAll("-", "").toLowerCase()
  const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))

  function joined(...parts) {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of parts) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  }

  async function fingerprint(key) {
    return hex(await sha256(encoder.encode(key))).slice(0, 16).match(/.{4}/g).join("-")
  }

  async function commitmentOf(content, nonce) {
    return hex(await sha256(joined(encoder.encode("fairway-filing/1\n"), unhex(nonce), await sha256(content))))
  }

  function base64(bytes) {
    let text = ""
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
    return btoa(text)
  }

  async function seal(content, { report, kind, recipients, name = "", media = "application/json", nonce = "" }) {
    const keys = [...new Set(recipients.map((one) => one.trim()))].sort()
    if (!keys.length) throw new Fault("nobody")
    if (!keys.every((one) => PUBLIC.test(one))) throw new Fault("no-public-key")
    const fingerprints = (await Promise.all(keys.map(fingerprint))).sort()
    const drawn = nonce || hex(crypto.getRandomValues(new Uint8Array(32)))
    const head = {
      kind, length: content.length, media, name, nonce: drawn, recipients: fingerprints, report: plainId(report),
      schema: SCHEMA,
    }
    const line = encoder.encode(JSON.stringify(head))
    if (content.length > MOST_BYTES || line.length > LONGEST_HEAD) throw new Fault("too-large")
    const plain = joined(encoder.encode(MAGIC), line, Uint8Array.of(NEWLINE), content)
    const padded = new Uint8Array(SIZES.find((size) => plain.length <= size))
    padded.set(plain)
    const encrypter = new Encrypter()
    for (const key of keys) encrypter.addRecipient(key)
    return { content: await encrypter.encrypt(padded), commitment: await commitmentOf(content, drawn), fingerprints }
  }

  async function open(envelope, identity, { report = "", kind = "", recipients = [], commitment = "" } = {}) {
    if (!startsWith(envelope, AGE)) throw new Fault("damaged")
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    let padded
    try {
      padded = await decrypter.decrypt(envelope)
    } catch (fault) {
      throw new Fault(String(fault.message).includes("no identity matched") ? "not-for-this-key" : "damaged")
    }
    const opened = read(padded)
    compare(opened.head, report, kind, recipients)
    opened.commitment = await commitmentOf(opened.content, opened.head.nonce)
    if (commitment && commitment !== opened.commitment) throw new Fault("other-content")
    return opened
  }

  function startsWith(bytes, text) {
    const wanted = encoder.encode(text)
    return bytes.length >= wanted.length && wanted.every((one, at) => bytes[at] === one)
  }

  function read(padded) {
    if (!startsWith(padded, MAGIC)) throw new Fault("damaged")
    const end = padded.indexOf(NEWLINE, MAGIC.length)
    if (end < 0 || end - MAGIC.length > LONGEST_HEAD) throw new Fault("damaged")
    let head
    try {
      head = JSON.parse(strict.decode(padded.subarray(MAGIC.length, end)))
    } catch {
      throw new Fault("damaged")
    }
    if (Number.isInteger(head?.schema) && head.schema > SCHEMA) throw new Fault("newer")
    if (!wellFormed(head)) throw new Fault("damaged")
    const rest = padded.subarray(end + 1)
    if (head.length < 0 || head.length > rest.length) throw new Fault("damaged")
    if (rest.subarray(head.length).some((one) => one !== 0)) throw new Fault("damaged")
    return { head, content: rest.slice(0, head.length) }
  }

  function wellFormed(head) {
    const names = ["kind", "length", "media", "name", "nonce", "recipients", "report", "schema"]
    if (head === null || typeof head !== "object" || Object.keys(head).sort().join() !== names.join()) return false
    if (!["kind", "media", "name", "nonce", "report"].every((name) => typeof head[name] === "string")) return false
    if (!Number.isInteger(head.schema) || !Number.isInteger(head.length)) return false
    if (!Array.isArray(head.recipients) || !head.recipients.every((one) => typeof one === "string")) return false
    return /^([0-9a-f]{2})*$/.test(head.nonce)
  }

  function compare(head, report, kind, recipients) {
    if (report && head.report !== plainId(report)) throw new Fault("other-report")
    if (kind && head.kind !== kind) throw new Fault("other-kind")
    const said = [...new Set(recipients)].sort().join()
    if (said && said !== [...new Set(head.recipients)].sort().join()) throw new Fault("other-keys")
  }

  const sayings = document.querySelector("template[data-casework-sayings]")?.content
  const say = (name) => sayings?.querySelector(`[data-say="${name}"]`)?.textContent ?? name
  const sayingOf = (fault) => say(fault instanceof Fault ? fault.saying : "failed")

  globalThis.fairwayEnvelopes = Object.freeze({ Fault, base64, fingerprint, open, plainId, say, sayingOf, seal })
}
