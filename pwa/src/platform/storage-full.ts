/** Depth to which causes are looked at: RxDB and Dexie wrap what the browser threw in their own errors. */
const DEEPEST = 6

/** Whether something could not be kept because the device has no room left for it. */
export const isStorageFull = (error: unknown, depth = 0): boolean => {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return false
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown }
  if (name === 'QuotaExceededError' || (typeof message === 'string' && message.includes('QuotaExceeded'))) return true
  const { cause, inner, errors, parameters } = error as Readonly<Record<string, unknown>>
  const within = [cause, inner, ...(Array.isArray(errors) ? (errors as unknown[]) : [])]
  if (typeof parameters === 'object' && parameters !== null) within.push(...Object.values(parameters))
  return within.some((one) => isStorageFull(one, depth + 1))
}
