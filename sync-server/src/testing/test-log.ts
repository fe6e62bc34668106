import type { Log } from '#ports/log/log.ts'

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** Keeps what was said. */
export const createTestLog = () => {
  const said: { readonly level: keyof Log; readonly details: object; readonly message: string }[] = []
  const at =
    (level: keyof Log) =>
    (details: object, message: string): void =>
      void said.push({ level, details, message })
  return { said, info: at('info'), warn: at('warn'), error: at('error') }
}
