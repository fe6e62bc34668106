/**
 * Places in a text where a screen puts something of its own, such as a gap to be filled. They are marked by letters of Unicode's private area, which pass
 * through Markdown and sanitising as any word does, within code too.
 */
export const slotMark = (index: number): string => `${OPEN}${String(index)}${CLOSE}`

const OPEN = '\uE0F0'
const CLOSE = '\uE0F1'
const MARK = /\uE0F0(\d{1,3})\uE0F1/

/** Puts an empty element at each mark; by the slot's index. */
export const placeSlots = (fragment: DocumentFragment): ReadonlyMap<number, HTMLElement> => {
  const places = new Map<number, HTMLElement>()
  const texts: Text[] = []
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) texts.push(node as Text)
  for (let text of texts)
    for (let mark = MARK.exec(text.data); mark !== null; mark = MARK.exec(text.data)) {
      const place = document.createElement('span')
      const rest = text.splitText(mark.index)
      rest.data = rest.data.slice(mark[0].length)
      rest.before(place)
      const index = Number(mark[1])
      if (!places.has(index)) places.set(index, place)
      text = rest
    }
  return places
}
