/** What is wider than the screen can be reached and scrolled by keyboard, and is named; what fits is no stop on the way. The answer ends the watch. */
export const watchOverflow = (root: HTMLElement, tableLabel: string): (() => void) => {
  const boxes = [...root.querySelectorAll<HTMLElement>('[data-table], pre, [data-display]')]
  if (boxes.length === 0) return () => undefined
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const box = target as HTMLElement
      if (box.scrollWidth > box.clientWidth + 1) {
        box.tabIndex = 0
        if (box.dataset['table'] !== undefined) {
          box.setAttribute('role', 'region')
          box.setAttribute('aria-label', tableLabel)
        }
      } else {
        box.removeAttribute('tabindex')
        box.removeAttribute('role')
        box.removeAttribute('aria-label')
      }
    }
  })
  for (const box of boxes) observer.observe(box)
  return () => observer.disconnect()
}
