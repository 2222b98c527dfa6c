/**
 * Prints the slip of a receipt. It is a drawing that stands on no screen: the style sheet shows it on paper alone, so its
 * signs are in neither the page's text nor what the desk keeps of its calls. When the printer has it, it is gone.
 */
export async function printSlip(drawing: Blob): Promise<void> {
  const address = URL.createObjectURL(new Blob([drawing], { type: 'image/svg+xml' }))
  const picture = document.createElement('img')
  picture.className = 'slip'
  picture.alt = ''
  picture.setAttribute('aria-hidden', 'true')
  picture.src = address
  const away = () => {
    picture.remove()
    document.documentElement.classList.remove('printing-slip')
    URL.revokeObjectURL(address)
  }
  document.body.append(picture)
  try {
    await picture.decode()
    document.documentElement.classList.add('printing-slip')
    addEventListener('afterprint', away, { once: true })
    print()
  } catch (thrown) {
    away()
    throw thrown
  }
}
