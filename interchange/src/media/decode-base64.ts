const values = new Int16Array(128).fill(-1)
for (const [value, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  values[letter.charCodeAt(0)] = value
values['-'.charCodeAt(0)] = 62
values['_'.charCodeAt(0)] = 63

/** The bytes of a base64 text, in either alphabet; line breaks and padding don't matter. Undefined for what is none. */
export const decodeBase64 = (text: string): Uint8Array | undefined => {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let length = 0
  let bits = 0
  let held = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 61 || code === 10 || code === 13 || code === 32 || code === 9) continue
    const value = code < 128 ? (values[code] as number) : -1
    if (value < 0) return undefined
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[length] = (held >>> bits) & 0xff
    length += 1
  }
  return bytes.subarray(0, length)
}
