// Sends what waits, a few forms at a time, again and again until each has been acknowledged; nothing is counted twice,
// because every form has an instance that was made when it was kept.
const { store } = globalThis.fairwayOutreach
const keeping = document.querySelector("#keeping")
const MOST = 20
const FIRST = 2000
const LONGEST = 300_000
const PATIENCE = 60_000
let wait = FIRST
let timer
let stopped = false

class SignedOut extends Error {}

const told = (detail) => document.dispatchEvent(new CustomEvent("outreach", { detail }))

async function ask(address, options = {}) {
  const answer = await fetch(address, {
    credentials: "same-origin", redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...options,
  })
  if (answer.type === "opaqueredirect") throw new SignedOut()
  return answer
}

// Who is signed in, with a token that counts now: a page that was kept holds an old one.
async function standing() {
  const answer = await ask(keeping.dataset.standing)
  if (answer.status === 403) throw new SignedOut()
  if (!answer.ok) throw new Error(`standing: ${answer.status}`)
  return answer.json()
}

async function sendBatch(batch, token) {
  const body = JSON.stringify(
    batch.map(({ instance, survey, version, language, answers, as_written }) => ({
      instance, survey, version, language, answers, as_written,
    })),
  )
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token }
  const answer = await ask(batch[0].upload, { method: "POST", headers, body })
  if (answer.ok) return answer.json()
  if (answer.status < 500 && answer.headers.get("Content-Type")?.startsWith("application/problem+json")) {
    const problem = await answer.json()
    if (batch.length > 1) return null // one of them is at fault: each is sent for itself
    const reasons = [problem.title, problem.detail].filter(Boolean).map((said) => ({ field: "", said }))
    return { forms: [{ instance: batch[0].instance, outcome: "refused", reasons }], remarks: [], arrived: {} }
  }
  throw new Error(`upload: ${answer.status}`)
}

async function settle(batch, answer, counts) {
  for (const sent of batch) {
    const found = answer.forms.find((one) => one.instance === sent.instance)
    if (!found) continue // not acknowledged: it stays
    counts[found.outcome] = (counts[found.outcome] ?? 0) + 1
    const { reasons, doubtful } = found
    await store.settle(sent, found.outcome === "refused" ? { state: "look", reasons, doubtful } : null)
  }
  told({ arrived: answer.arrived, remarks: answer.remarks })
}

function batches(forms) {
  const found = []
  for (const form of forms) {
    const last = found.at(-1)
    if (last && last.length < MOST && last[0].upload === form.upload) last.push(form)
    else found.push([form])
  }
  return found
}

async function round() {
  const waiting = (await store.forms()).filter((form) => form.state === "waiting")
  if (!waiting.length) return
  told({ say: "sending" })
  const { organisation, token } = await standing()
  const mine = waiting.filter((form) => form.organisation === organisation)
  const counts = {}
  const left = batches(mine)
  for (let batch = left.shift(); batch && !stopped; batch = left.shift()) {
    const answer = await sendBatch(batch, token)
    if (answer) await settle(batch, answer, counts)
    else left.unshift(...batch.map((form) => [form]))
    wait = FIRST
  }
  told({ say: counts.refused ? "look" : mine.length < waiting.length ? "other" : "done", counts })
}

// One page at a time sends; two would only repeat each other.
const alone = (work) => (navigator.locks ? navigator.locks.request("fairway-outreach", work) : work())

async function send() {
  clearTimeout(timer)
  if (stopped) return
  try {
    await alone(round)
    wait = FIRST
  } catch (fault) {
    told({ say: fault instanceof SignedOut ? "signed-out" : "offline" })
    timer = setTimeout(send, wait * (0.75 + Math.random() / 2))
    wait = Math.min(wait * 2, LONGEST)
  }
}

globalThis.fairwayOutreach.sending = {
  send,
  again() {
    wait = FIRST
    return send()
  },
  stop() {
    stopped = true
    clearTimeout(timer)
  },
}
