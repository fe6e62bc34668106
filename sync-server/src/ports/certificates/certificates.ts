/** What a server shows to prove who it is. PEM. */
export interface CertificatePair {
  /** The server's own certificate first, then those that vouch for it. */
  readonly cert: string
  readonly key: string
}

/** Where certificates come from. They end: whoever shows one listens for the next. */
export interface Certificates {
  /** One that fits its key; a server always has one to show. */
  current(): CertificatePair
  /** Told of each new pair, after `current` gives it. */
  onChange(listener: (pair: CertificatePair) => void): void
  close(): Promise<void>
}

/** No certificate could be had at start; the message says why, in a sentence. */
export class NoCertificate extends Error {
  override readonly name = 'NoCertificate'
}
