/**
 * What a package may ask of the machine that reads it, a phone perhaps. Teaching material stays far below; what is above is refused by name before it costs
 * anything.
 */
export interface Limits {
  /** Bytes of the package as it comes. */
  readonly packageBytes: number
  readonly zipEntries: number
  /** Bytes of all that is in a package, unpacked. */
  readonly unpackedBytes: number
  /** Bytes of one file in it. */
  readonly fileBytes: number
  /** How many times its packed size a package may unpack to, beyond the first `ratioFreeBytes`. */
  readonly unpackRatio: number
  readonly ratioFreeBytes: number
  /** Bytes of one XML document. */
  readonly xmlBytes: number
  /** Bytes of a GIFT text. */
  readonly giftBytes: number
  /** Characters of one piece of HTML (a page, a prompt). */
  readonly htmlCharacters: number
  /** Elements in each other. */
  readonly depth: number
  /** Elements and texts of one XML document. */
  readonly nodes: number
  /** Items of one package: questions, pages, files. */
  readonly items: number
}

const MB = 1024 * 1024

export const defaultLimits: Limits = {
  packageBytes: 1024 * MB,
  zipEntries: 20_000,
  unpackedBytes: 1536 * MB,
  fileBytes: 512 * MB,
  unpackRatio: 200,
  ratioFreeBytes: 64 * MB,
  xmlBytes: 128 * MB,
  giftBytes: 16 * MB,
  htmlCharacters: 4 * MB,
  depth: 256,
  nodes: 2_000_000,
  items: 20_000,
}
