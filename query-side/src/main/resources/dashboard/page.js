// Everything works without this file; with it, questions are asked in a dialogue, and a lost connection is told.
document.addEventListener('htmx:afterSwap', event => {
  if (event.target.id === 'ask' && !event.target.open) event.target.showModal()
})
document.addEventListener('click', event => {
  const dialogue = event.target.closest('[data-close]')?.closest('dialog')
  if (dialogue) {
    event.preventDefault()
    dialogue.close()
  }
})
document.addEventListener('htmx:sseError', () => { document.getElementById('stale').hidden = false })
document.addEventListener('htmx:sseOpen', () => { document.getElementById('stale').hidden = true })
