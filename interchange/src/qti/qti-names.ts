/** An id as QTI allows them: a letter or an underscore first, then letters, digits, `.`, `-`, `_`. */
export const qtiName = (id: string): string => {
  const tidy = id.replace(/[^A-Za-z0-9._-]/g, '_')
  return /^[A-Za-z_]/.test(tidy) ? tidy : `_${tidy}`
}

/** Names for ids, each its own; an id that is not among them gets the name it would have. */
export const createQtiNames = (ids: readonly string[], prefix = ''): ((id: string) => string) => {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const id of ids) {
    let name = qtiName(prefix + id)
    while (taken.has(name)) name += '_'
    taken.add(name)
    names.set(id, name)
  }
  return (id) => names.get(id) ?? qtiName(prefix + id)
}
