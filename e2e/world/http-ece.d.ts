/** RFC 8188 by a library that does not come from who writes our messages. */
declare module 'http_ece' {
  import type { ECDH } from 'node:crypto'

  export const decrypt: (
    body: Buffer,
    keys: { readonly version: 'aes128gcm'; readonly privateKey: ECDH; readonly authSecret: string },
  ) => Buffer
}
