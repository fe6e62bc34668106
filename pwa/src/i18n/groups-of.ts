/**
 * The groups of messages (`outbox` of `outbox.title`) that a source says: by a whole key, by the beginning of one, by `tOf`, whose keys
 * come from services and are codes of errors, or by `tOfRequest`, whose codes any request may be answered with.
 */
export const groupsOf = (source: string, groups: ReadonlySet<string>): readonly string[] => {
  const said = new Set<string>()
  for (const [, group = '', rest = '', end] of source.matchAll(/['"`]([a-z-]+)\.(?=[a-z$])([a-z-]*)(.)/g)) {
    const isWhole = /['"`]/.test(end ?? '')
    for (const one of group === 'error' && !isWhole ? ERROR_GROUPS : [groupOf(`${group}.${rest}`)]) said.add(one)
  }
  if (/\btOf\b/.test(source)) for (const group of ERROR_GROUPS) said.add(group)
  if (/\btOfRequest\b/.test(source)) said.add('error')
  return [...said].filter((group) => groups.has(group)).toSorted()
}

const ERROR_GROUPS = ['error', 'error-of-work'] as const

/** What any request may be answered with, signing in among them. The other errors are of work and files: nobody at the door loads their words. */
const ERRORS_OF_REQUESTS: ReadonlySet<string> = new Set([
  'error.offline',
  'error.unavailable',
  'error.internal',
  'error.wrong-credentials',
  'error.email-taken',
  'error.password-too-short',
  'error.link-expired',
  'error.too-many-requests',
  'error.invalid-request',
  'error.not-signed-in',
  'error.not-allowed',
  'error.not-found',
  'error.too-large',
])

export const groupOf = (key: string): string => {
  const group = key.slice(0, key.indexOf('.'))
  return group === 'error' && !ERRORS_OF_REQUESTS.has(key) ? 'error-of-work' : group
}
