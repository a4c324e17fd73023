// Lists the nights with what is left of each. The answers may be kept, but are asked for again: `no-cache` and an ETag.
const { api } = document.currentScript.dataset
const list = document.getElementById('nights')

const wordsFor = (event) => {
  if (event.on_sale === 'open') return `${event.available} left`
  return event.on_sale.replace('_', ' ')
}

fetch(`${api}/api/events`)
  .then((answer) => answer.json())
  .then(({ events }) => {
    for (const event of events) {
      const item = document.createElement('li')
      item.dataset.slug = event.slug
      item.textContent = `${event.name}: ${wordsFor(event)}`
      list.append(item)
    }
  })
  .catch(() => {
    list.textContent = 'Our nights could not be loaded.'
  })
