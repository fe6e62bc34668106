/**
 * Small values that must be known before anything is drawn: where one was, how it looked. Losing one costs nothing but that, so
 * a browser that forbids or has lost the storage is as good as an empty one.
 */
export interface KeptValues {
  read(key: string): string | null
  write(key: string, value: string): void
}

export const createKeptValues = (storage: () => Storage): KeptValues => ({
  read: (key) => {
    try {
      return storage().getItem(`edutrack.${key}`)
    } catch {
      return null
    }
  },
  write: (key, value) => {
    try {
      storage().setItem(`edutrack.${key}`, value)
    } catch {
      // Full or forbidden, see above.
    }
  },
})
