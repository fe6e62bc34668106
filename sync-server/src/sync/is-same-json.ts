/** Whether two values are the same as JSON: members that are undefined count as none. */
export const isSameJson = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((element, index) => isSameJson(element, b[index]))
    )
  const [membersOfA, membersOfB] = [a as Record<string, unknown>, b as Record<string, unknown>]
  for (const name of Object.keys(membersOfA)) {
    const other = Object.hasOwn(membersOfB, name) ? membersOfB[name] : undefined
    if (!isSameJson(membersOfA[name], other)) return false
  }
  for (const name of Object.keys(membersOfB))
    if (membersOfB[name] !== undefined && !Object.hasOwn(membersOfA, name)) return false
  return true
}
