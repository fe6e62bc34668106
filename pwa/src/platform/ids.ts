/** Chance, so that tests own it. */
export interface Ids {
  /** A new UUID. */
  create(): string
  /** 0–1, for jitter and for the seed of a draw. */
  random(): number
}

export const createCryptoIds = (): Ids => ({
  // `randomUUID` is missing on plain http; `getRandomValues` is not.
  create: () =>
    typeof crypto.randomUUID === 'function' ? crypto.randomUUID() : uuidOf(crypto.getRandomValues(new Uint8Array(16))),
  random: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
})

const uuidOf = (bytes: Uint8Array): string => {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
