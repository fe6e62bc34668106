import type { Outcome } from '#app/services.ts'

/** Asks the school for something that it alone can do. Never throws: what is wrong is a key of the message catalogue. */
export const askSchool = async (fetchIt: typeof fetch, path: string, body: unknown): Promise<Outcome> => {
  let response: Response
  try {
    response = await fetchIt(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    return { ok: false, messageId: 'error.offline' }
  }
  if (response.ok) return { ok: true }
  // Who answers without our words is something on the way.
  const answer = (await response.json().catch(() => null)) as { readonly error?: { readonly code?: unknown } } | null
  const code = answer?.error?.code
  return { ok: false, messageId: `error.${typeof code === 'string' ? code : 'unavailable'}` }
}
