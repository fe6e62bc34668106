import { UnusableItem } from '#problems.ts'

/** Browsers and Node both have it; neither's types are compiled in here. */
declare const TextDecoder: new (
  label: string,
  options?: { readonly fatal?: boolean },
) => { decode(bytes: Uint8Array): string }

/**
 * The text of a file in whatever encoding it says it has: by a byte order mark, by the look of UTF-16, by an XML declaration. Without a word it is UTF-8, and
 * where it is not, Windows-1252, which old editors write. Throws `UnusableItem` for an encoding nobody knows.
 */
export const decodeText = (bytes: Uint8Array): string => {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return decodeAs('utf-8', bytes.subarray(3))
  if (a === 0xff && b === 0xfe) return decodeAs('utf-16le', bytes.subarray(2))
  if (a === 0xfe && b === 0xff) return decodeAs('utf-16be', bytes.subarray(2))
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return decodeAs('utf-16le', bytes)
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return decodeAs('utf-16be', bytes)
  const declared = declaredEncoding(bytes)
  // A declaration that could be read byte by byte is not that of UTF-16, whatever it says.
  if (declared !== undefined && !/^(utf-?8|utf-?16.*|ucs-?2.*|iso-10646.*)$/i.test(declared))
    return decodeAs(declared, bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeAs(declared === undefined ? 'windows-1252' : 'utf-8', bytes)
  }
}

const decodeAs = (label: string, bytes: Uint8Array): string => {
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    throw new UnusableItem(`it says that it is written in the encoding “${label.slice(0, 40)}”, which is not known`)
  }
}

/** `<?xml version="1.0" encoding="…"?>` */
const declaredEncoding = (bytes: Uint8Array): string | undefined => {
  const head = String.fromCharCode(...bytes.subarray(0, 200))
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/.exec(head)?.[1]
}
