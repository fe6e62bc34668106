/** `a`, `b`, … `z`, `aa` …: names of choices in their order. */
export const letterId = (index: number): string =>
  index < 26 ? String.fromCharCode(97 + index) : letterId(Math.floor(index / 26) - 1) + letterId(index % 26)

/** Gives names that are not taken yet, as near to the wished one as can be. Letters, digits, `-` and `_` only; no longer than 36. */
export const createIds = (prefix: string): ((wished?: string) => string) => {
  const taken = new Set<string>()
  let count = 0
  return (wished = '') => {
    count += 1
    const tidy = wished
      .replace(/[^A-Za-z0-9_-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 36)
    const id = tidy === '' || taken.has(tidy) ? nextFree(prefix, count, taken) : tidy
    taken.add(id)
    return id
  }
}

const nextFree = (prefix: string, from: number, taken: ReadonlySet<string>): string => {
  let number = from
  while (taken.has(`${prefix}${String(number)}`)) number += 1
  return `${prefix}${String(number)}`
}
