// The pages on which paper forms are entered: what waits is shown, the sheet is kept on this computer and sent later.
// Without this script the sheet is sent to the portal at once.
const { store, newInstance, sending } = globalThis.fairwayOutreach
const keeping = document.querySelector("#keeping")
const sheet = document.querySelector("#sheet")
const number = new Intl.NumberFormat(document.documentElement.lang)
const sayings = keeping.querySelector("[data-sayings]").content
const saying = (name) => sayings.querySelector(`[data-say="${name}"]`).textContent
const part = (name) => keeping.querySelector(`[data-${name}]`)

function tell(name, counts = {}) {
  const parts = ["new", "repeated", "conflict"].filter((outcome) => counts[outcome])
  const counted = parts.map((outcome) => `${saying(outcome)} ${number.format(counts[outcome])}.`)
  part("told").textContent = [saying(name), ...counted].join(" ")
  part("sign-in").hidden = name !== "signed-out"
}

async function show() {
  const forms = await store.forms()
  const here = sheet ? forms.filter((one) => one.session === sheet.dataset.session && one.survey === sheet.dataset.survey) : forms
  for (const state of ["waiting", "look"]) {
    keeping.querySelector(`[data-count="${state}"]`).textContent = number.format(here.filter((one) => one.state === state).length)
  }
  for (const cell of document.querySelectorAll("[data-waiting]")) {
    cell.textContent = number.format(forms.filter((one) => one.session === cell.dataset.waiting).length)
  }
  part("look").replaceChildren(...here.filter((one) => one.state === "look").map(lookedAt))
}

function lookedAt(form, at) {
  const item = document.createElement("li")
  const link = document.createElement("a")
  link.href = `${form.page}#${form.instance}`
  link.textContent = `${saying("form")} ${number.format(at + 1)}`
  const said = form.reasons.map((reason) => `${labelOf(reason.field)}${reason.said}`).join(" ")
  item.append(link, ": ", said)
  return item
}

function labelOf(field) {
  const label = sheet && field && sheet.querySelector(`[data-question="${CSS.escape(field)}"] :is(legend, label)`)
  return label ? `${label.textContent} – ` : ""
}

document.addEventListener("outreach", async ({ detail }) => {
  if (detail.say) tell(detail.say, detail.counts)
  const arrived = sheet && detail.arrived?.[sheet.dataset.survey]
  if (arrived !== undefined && arrived !== null) keeping.querySelector('[data-count="arrived"]').textContent = number.format(arrived)
  for (const remark of detail.remarks ?? []) {
    const item = document.createElement("li")
    item.textContent = remark
    part("remarks").append(item)
  }
  await show()
})

// The sheet

const place = location.pathname
const field = (name) => sheet.elements.namedItem(name)

function answers() {
  const found = {}
  for (const [name, said] of new FormData(sheet)) {
    if (name.startsWith("-") || name === "csrfmiddlewaretoken" || !said.trim()) continue
    found[name] = name in found ? [found[name], said].flat() : said
  }
  return found
}

function fill(instance, written, language) {
  sheet.reset()
  field("-instance").value = instance
  if (language) field("-language").value = language
  for (const control of sheet.elements) {
    if (!control.name || control.name.startsWith("-") || control.type === "hidden") continue
    const said = [written[control.name] ?? ""].flat()
    if (control.type === "radio" || control.type === "checkbox") control.checked = said.includes(control.value)
    else control.value = said[0]
  }
}

function clear() {
  fill(newInstance(), {}, field("-language").value)
  document.querySelector("#as-written").hidden = true
}

async function keep(event) {
  event.preventDefault()
  const written = answers()
  if (!Object.keys(written).length) return tell("nothing")
  const form = {
    instance: field("-instance").value, survey: sheet.dataset.survey, session: sheet.dataset.session,
    version: field("-version").value, language: field("-language").value, answers: written,
    as_written: field("-as-written").checked, organisation: Number(keeping.dataset.organisation),
    upload: sheet.dataset.upload, page: place, state: "waiting", at: Date.now(), kept: newInstance(),
  }
  try {
    await store.keep(form, place)
  } catch {
    tell("not-kept")
    return sheet.submit()
  }
  if (location.hash) history.replaceState(null, "", place)
  clear()
  tell("kept")
  focusOn(questions()[0])
  await show()
  sending.again()
}

async function openAsked() {
  const asked = location.hash && (await store.form(location.hash.slice(1)))
  if (!asked || asked.page !== place) return false
  fill(asked.instance, asked.answers, asked.language)
  field("-version").value = asked.version
  document.querySelector("#as-written").hidden = !asked.doubtful
  tell("opened")
  sheet.focus()
  return true
}

async function restore() {
  const typing = await store.typing(place)
  if (typing) fill(typing.instance, typing.answers, typing.language)
  else field("-instance").value = newInstance()
}

// Keys

const questions = () => [...sheet.querySelectorAll("[data-question]")]

function focusOn(question) {
  const control = question?.querySelector("input:checked") ?? question?.querySelector("input, select, textarea")
  ;(control ?? sheet.querySelector("button")).focus()
}

function next(question) {
  const all = questions()
  focusOn(all[all.indexOf(question) + 1])
}

function pressed(event) {
  const question = event.target.closest?.("[data-question]")
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    return sheet.requestSubmit()
  }
  if (!question || event.ctrlKey || event.altKey || event.metaKey) return
  if (event.key === "Enter" && event.target.tagName === "INPUT") {
    event.preventDefault()
    return next(question)
  }
  if (event.target.type !== "radio") return
  const digit = /^[0-9–-]$/.test(event.key) ? event.key.replace("–", "-") : /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
  const choice = digit && question.querySelector(`[data-key="${digit}"]`)
  if (!choice) return
  event.preventDefault()
  choice.checked = true
  choice.dispatchEvent(new Event("change", { bubbles: true }))
  next(question)
}

async function deleteEverything() {
  sending.stop()
  await store.destroy()
  for (const name of await (globalThis.caches?.keys() ?? [])) if (name.startsWith("fairway-outreach")) await caches.delete(name)
  for (const one of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
    if (new URL(one.scope).pathname.startsWith(keeping.dataset.scope)) await one.unregister()
  }
  location.replace(keeping.dataset.away) // a page that keeps nothing
}

async function keepPages() {
  if (!navigator.serviceWorker) return
  await navigator.serviceWorker.register(keeping.dataset.worker, { scope: keeping.dataset.scope })
  const { active } = await navigator.serviceWorker.ready
  active.postMessage({ keep: location.href })
}

async function begin() {
  await store.ready()
  keeping.hidden = false
  if (sheet) {
    for (const hint of sheet.querySelectorAll("kbd")) hint.hidden = false
    document.querySelector("[data-keys-told]").hidden = false
    if (!(await openAsked())) await restore()
    sheet.addEventListener("submit", keep)
    sheet.addEventListener("keydown", pressed)
    sheet.addEventListener("change", () => {
      if (location.hash) return
      store.typed({ place, instance: field("-instance").value, answers: answers(), language: field("-language").value })
    })
    addEventListener("hashchange", openAsked)
  }
  part("send").addEventListener("click", sending.again)
  part("delete").addEventListener("click", deleteEverything)
  addEventListener("online", sending.again)
  await show()
  navigator.storage?.persist?.()
  sending.send()
  await keepPages().catch(() => null) // refused in some private windows: everything else still works
}

begin().catch(() => null) // without a database on this computer the sheet is sent at once, as without a script
