// Seals a new report on her own device. Needs age.js and envelopes.js before it. The page uses:
//
//   <form data-report-form data-report="ID" data-also='["age1…"]' method="post" …>
//       <textarea data-field="words"></textarea>                              no field has a name: none is ever sent
//       <input type="checkbox" data-field="happened" value="wages">           several of one code make a list
//       <input type="checkbox" name="office" value="3" data-office-keys='["age1…"]'>   whom she chooses
//       <input type="hidden" name="envelope">     becomes the envelope in base64
//       <input type="hidden" name="recipients">   becomes the JSON list of the keys' fingerprints
//       <input type="hidden" name="commitment">   becomes what binds the content for the public log
//       <button>Send</button>
//   </form>
//
// `data-also` holds recovery keys; it may be left out. The content has the form of `safe_reporting.report.as_json`.
{
  const { Fault, base64, sayingOf, seal } = globalThis.fairwayEnvelopes
  const FORM = "fairway-report"
  const SCHEMA = 1

  function answersOf(form) {
    const found = {}
    for (const field of form.querySelectorAll("[data-field]")) {
      const several = field.type === "checkbox"
      if ((several || field.type === "radio") && !field.checked) continue
      const value = field.value.replaceAll("\r\n", "\n").trim()
      if (!value) continue
      if (several) (found[field.dataset.field] ??= []).push(value)
      else found[field.dataset.field] = value
    }
    return Object.fromEntries(Object.keys(found).sort().map((code) => [code, found[code]]))
  }

  function keysOf(form) {
    const chosen = [...form.querySelectorAll("[data-office-keys]")].filter((one) => one.checked)
    const keys = chosen.flatMap((one) => JSON.parse(one.dataset.officeKeys))
    if (!keys.length) throw new Fault("nobody")
    return [...keys, ...JSON.parse(form.dataset.also || "[]")]
  }

  async function sealed(form) {
    const answers = answersOf(form)
    if (!Object.keys(answers).length) throw new Fault("nothing-written")
    const content = new TextEncoder().encode(JSON.stringify({ answers, form: FORM, schema: SCHEMA }))
    const made = await seal(content, { report: form.dataset.report, kind: "report", recipients: keysOf(form) })
    form.elements.envelope.value = base64(made.content)
    form.elements.recipients.value = JSON.stringify(made.fingerprints)
    form.elements.commitment.value = made.commitment
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-report-form]")
    if (!form) return
    event.preventDefault()
    const told = form.querySelector("[data-report-status]") ?? document.createElement("p")
    told.dataset.reportStatus = ""
    told.className = "note"
    told.setAttribute("role", "alert")
    if (!told.isConnected) form.append(told)
    try {
      await sealed(form)
      form.submit()
    } catch (fault) {
      told.textContent = sayingOf(fault)
    }
  })
}
