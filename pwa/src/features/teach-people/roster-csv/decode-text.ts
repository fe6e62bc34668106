/**
 * A text file's letters, whatever program wrote it: by its mark where it has one, as UTF-8 where it is, and else as Windows wrote Western European letters.
 * `isGuessed`: letters beyond the alphabet may be other ones than its author's.
 */
export const decodeText = (bytes: Uint8Array): { readonly text: string; readonly isGuessed: boolean } => {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return known('utf-16le', bytes)
  if (first === 0xfe && second === 0xff) return known('utf-16be', bytes)
  if (first === 0xef && second === 0xbb && third === 0xbf) return known('utf-8', bytes)
  // Spreadsheets that save "Unicode text" without a mark: every second byte of plain letters is nothing.
  if (bytes.length > 3 && second === 0 && bytes[3] === 0) return known('utf-16le', bytes)
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isGuessed: false }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), isGuessed: true }
  }
}

const known = (encoding: string, bytes: Uint8Array): { readonly text: string; readonly isGuessed: boolean } => ({
  text: new TextDecoder(encoding).decode(bytes),
  isGuessed: false,
})
