/**
 * The path in a package that an address in one of its files names: relative to that file, without query and fragment, and never outside of the package. Undefined for
 * an address of the web.
 */
export const packagePath = (fromFile: string, address: string): string | undefined => {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return undefined
  const path = decodePath(address.replace(/[?#].*$/s, '')).replaceAll('\\', '/')
  const folder = path.startsWith('/') ? [] : fromFile.split('/').slice(0, -1)
  const parts = [...folder]
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

export const decodePath = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

export const fileNameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A path as an address: what has a meaning in addresses is encoded, the slashes stay. */
export const pathToAddress = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

/** The path of one file as seen from another. */
export const relativePath = (from: string, to: string): string => {
  const folder = from.split('/').slice(0, -1)
  const parts = to.split('/')
  let same = 0
  while (same < folder.length && same < parts.length - 1 && folder[same] === parts[same]) same += 1
  return [...folder.slice(same).map(() => '..'), ...parts.slice(same)].join('/')
}
