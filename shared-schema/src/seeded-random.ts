/**
 * Chance that a number decides (mulberry32): the same seed gives the same values, 0–1, on every device, so that what was drawn for an attempt can be
 * drawn again from it.
 */
export const createSeededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A new array in an order that the seed decides (Fisher–Yates). */
export const seededShuffle = <Item>(items: readonly Item[], seed: number): readonly Item[] => {
  const random = createSeededRandom(seed)
  const shuffled = [...items]
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [a, b] = [shuffled[last] as Item, shuffled[other] as Item]
    shuffled[last] = b
    shuffled[other] = a
  }
  return shuffled
}
