// Suggests places while somebody types. Without this script the form works just the same: the server resolves the name.
const lang = document.documentElement.lang
const known = new Map()

async function suggestions(typed) {
  if (!known.has(typed)) {
    const answer = await fetch(`/api/v1/places?lang=${lang}&limit=8&q=${encodeURIComponent(typed)}`)
    known.set(typed, answer.ok ? (await answer.json()).places : [])
  }
  return known.get(typed)
}

for (const input of document.querySelectorAll("input[data-places]")) {
  const list = document.createElement("datalist")
  list.id = `${input.id}-suggestions`
  input.after(list)
  input.setAttribute("list", list.id)
  let waiting
  input.addEventListener("input", () => {
    clearTimeout(waiting)
    const typed = input.value.trim()
    if (typed.length < 2) return
    waiting = setTimeout(async () => {
      const found = await suggestions(typed).catch(() => [])
      if (input.value.trim() !== typed) return
      list.replaceChildren(...found.map((place) => new Option(place.code, place.name)))
    }, 120)
  })
}
