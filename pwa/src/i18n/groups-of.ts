/**
 * The groups of messages (`outbox` of `outbox.title`) that a source says: by a whole key, by the beginning of one, or by `tOf`, whose keys
 * come from services and are codes of errors.
 */
export const groupsOf = (source: string, groups: ReadonlySet<string>): readonly string[] => {
  const said = new Set([...source.matchAll(/['"`]([a-z-]+)\.(?=[a-z$])/g)].map(([, group = '']) => group))
  if (/\btOf\b/.test(source)) said.add('error')
  return [...said].filter((group) => groups.has(group)).toSorted()
}

export const groupOf = (key: string): string => key.slice(0, key.indexOf('.'))
