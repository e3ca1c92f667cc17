// Seals what a handler writes before it leaves her browser. Needs age.js and envelopes.js before it. A page uses:
//
//   <form data-seal data-report="ID" data-kind="message" data-recipients='["age1…"]' method="post" …>
//       <textarea data-plain></textarea>                 without a name: the browser never sends it
//       <input type="hidden" name="envelope">            becomes the envelope in base64
//       <input type="hidden" name="recipients">          becomes the JSON list of the keys' fingerprints
//       <input type="file" name="envelope_file">         an envelope of `fairway casework seal`, without this script
//       <button>Send</button>
//   </form>
//
// Where the text is empty and a file was chosen, the form goes as it is. Several texts (`data-plain="code"`) are sealed
// together, as JSON of their codes.
{
  const { base64, say, sayingOf, seal } = globalThis.fairwayEnvelopes

  function contentOf(texts) {
    if (texts.length === 1) return { text: texts[0].value, media: "text/plain" }
    const written = Object.fromEntries(texts.filter((one) => one.value.trim()).map((one) => [one.dataset.plain, one.value]))
    return { text: JSON.stringify(written), media: "application/json" }
  }

  async function sealed(form, texts) {
    const { report, kind, recipients } = form.dataset
    const { text, media } = contentOf(texts)
    const made = await seal(new TextEncoder().encode(text), { report, kind, media, recipients: JSON.parse(recipients) })
    form.elements.envelope.value = base64(made.content)
    form.elements.recipients.value = JSON.stringify(made.fingerprints)
  }

  function status(form) {
    const found = form.querySelector("[data-seal-status]") ?? document.createElement("p")
    found.dataset.sealStatus = ""
    found.className = "note"
    found.setAttribute("role", "alert")
    if (!found.isConnected) form.append(found)
    return found
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-seal]")
    if (!form) return
    const texts = [...form.querySelectorAll("[data-plain]")]
    const empty = texts.every((one) => !one.value.trim())
    if (empty && form.elements.envelope_file?.files.length) return
    event.preventDefault()
    if (empty) return void (status(form).textContent = say("nothing-written"))
    try {
      await sealed(form, texts)
    } catch (fault) {
      status(form).textContent = sayingOf(fault)
      return
    }
    if (event.submitter?.name) {
      const pressed = document.createElement("input")
      Object.assign(pressed, { type: "hidden", name: event.submitter.name, value: event.submitter.value })
      form.append(pressed)
    }
    form.submit()
  })
}
