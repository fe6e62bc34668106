/** What of the window shows text: without the bars. */
export const viewOf = (): { readonly top: number; readonly bottom: number } => {
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement)
  return {
    top: Number.parseFloat(scrollPaddingTop) || 0,
    bottom: window.innerHeight - (Number.parseFloat(scrollPaddingBottom) || 0),
  }
}

/** Brings height `y` of the window to the top of what shows text. */
export const goTo = (y: number): void => {
  const distance = y - viewOf().top
  if (Math.abs(distance) > 1) window.scrollBy({ top: distance, behavior: 'instant' })
}

/** Goes to a place of a page, 0–1. */
export const goToPosition = (element: HTMLElement, position: number): void => {
  const { top, height } = element.getBoundingClientRect()
  goTo(top + height * position)
}
