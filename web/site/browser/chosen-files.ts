/** What was chosen is shown and can be taken back, one by one; choosing again adds instead of replacing. */

/** Makes the file fields of a form comfortable. Old browsers that cannot change a field's files keep the plain fields. */
export function showChosenFiles(form: HTMLFormElement): void {
  const part = form.querySelector<HTMLElement>('[data-files]')
  const list = part?.querySelector<HTMLElement>('.chosen')
  const told = part?.querySelector<HTMLElement>('.told')
  if (!part || !list || !told || !canSetFiles()) return
  const fields = [...part.querySelectorAll<HTMLInputElement>('input[type=file]')]
  const kept = new Map<HTMLInputElement, File[]>(fields.map((field) => [field, []]))
  part.classList.add('scripted')

  const show = () => {
    list.textContent = ''
    for (const [field, files] of kept)
      files.forEach((file, index) => {
        const name = (field.dataset.name || '').replace('{n}', String(index + 1))
        const size = (part.dataset.size || '').replace('{n}', Math.max(0.1, file.size / 1048576).toFixed(1))
        const item = document.createElement('li')
        const label = document.createElement('span')
        label.textContent = `${name} · ${size}`
        const remove = document.createElement('button')
        remove.type = 'button'
        remove.textContent = '×'
        remove.setAttribute('aria-label', (part.dataset.remove || '').replace('{name}', name))
        remove.addEventListener('click', () => {
          files.splice(index, 1)
          put(field, files)
          show()
          field.focus()
        })
        item.append(label, remove)
        list.append(item)
      })
    list.hidden = list.childElementCount === 0
  }

  const tell = (words: string) => {
    told.textContent = words
    told.hidden = words === ''
  }

  for (const field of fields)
    field.addEventListener('change', () => {
      const files = kept.get(field) || []
      const most = Number(field.dataset.most)
      let problem = ''
      for (const file of field.files || []) {
        if (file.size > Number(part.dataset.bytes)) problem = (part.dataset.tooLarge || '').replace('{name}', file.name)
        else if (files.length >= most) problem = part.dataset.tooMany || ''
        else files.push(file)
      }
      put(field, files)
      tell(problem)
      show()
    })
  // The browser may have kept what was chosen while the page was left: start from nothing, and show it.
  addEventListener('pageshow', () => {
    for (const [field, files] of kept) put(field, files)
  })
}

function put(field: HTMLInputElement, files: readonly File[]): void {
  const carrier = new DataTransfer()
  for (const file of files) carrier.items.add(file)
  field.files = carrier.files
}

function canSetFiles(): boolean {
  try {
    return new DataTransfer().items.length === 0
  } catch {
    return false
  }
}
