// Forms on this computer, in IndexedDB: those that wait, and the one that is being typed.
const DATABASE = "fairway-outreach"
let opening

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("forms", { keyPath: "instance" })
      asked.result.createObjectStore("typing", { keyPath: "place" })
    }
    asked.onsuccess = () => {
      asked.result.onversionchange = () => close() // another page deletes everything
      resolve(asked.result)
    }
    asked.onerror = () => reject(asked.error)
  })
  opening.catch(() => { opening = undefined })
  return opening
}

async function close() {
  const open = opening
  opening = undefined
  if (open) (await open).close()
}

// Resolves once what `work` did is on the disk, with what it returned.
async function within(names, mode, work) {
  const transaction = (await open()).transaction(names, mode, mode === "readwrite" ? { durability: "strict" } : {})
  const asked = work(...names.map((name) => transaction.objectStore(name)))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked?.result)
    transaction.onabort = transaction.onerror = () => reject(transaction.error)
  })
}

const store = {
  ready: () => within(["forms"], "readonly", (forms) => forms.count()),
  // A form is kept and what was typed forgotten at once: a page that dies between the two doubles nothing.
  keep: (form, place) =>
    within(["forms", "typing"], "readwrite", (forms, typing) => {
      forms.put(form)
      typing.delete(place)
    }),
  // Only if it still stands as it was sent: what was changed meanwhile waits to be sent again.
  settle: (sent, change) =>
    within(["forms"], "readwrite", (forms) => {
      const asked = forms.get(sent.instance)
      asked.onsuccess = () => {
        if (asked.result?.kept !== sent.kept) return
        if (change) forms.put({ ...sent, ...change })
        else forms.delete(sent.instance)
      }
    }),
  form: (instance) => within(["forms"], "readonly", (forms) => forms.get(instance)),
  forms: async () => (await within(["forms"], "readonly", (forms) => forms.getAll())).sort((a, b) => a.at - b.at),
  typed: (typing) => within(["typing"], "readwrite", (kept) => kept.put(typing)),
  typing: (place) => within(["typing"], "readonly", (kept) => kept.get(place)),
  forget: (place) => within(["typing"], "readwrite", (kept) => kept.delete(place)),
  async destroy() {
    await close()
    await new Promise((resolve, reject) => {
      const asked = indexedDB.deleteDatabase(DATABASE)
      asked.onsuccess = resolve
      asked.onerror = () => reject(asked.error)
    })
  },
}

// Works without a secure context too, where `crypto.randomUUID` is missing.
function newInstance() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
}

globalThis.fairwayOutreach = { store, newInstance }
