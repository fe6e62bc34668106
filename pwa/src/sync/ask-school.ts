import type { Answered, Outcome } from '#app/services.ts'

export interface Question {
  readonly path: string
  /** `POST` where there is a body, `GET` where there is none, unless told. */
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly body?: unknown
}

/** Asks the school for something that it alone can do. Never throws: what is wrong is a key of the message catalogue. */
export const askSchool = async (fetchIt: typeof fetch, path: string, body: unknown): Promise<Outcome> => {
  const answer = await askForResponse(fetchIt, { path, body })
  return 'response' in answer ? { ok: true } : answer
}

/** The same, without a body to send. */
export const deleteAtSchool = async (fetchIt: typeof fetch, path: string): Promise<Outcome> => {
  const answer = await askForResponse(fetchIt, { path, method: 'DELETE' })
  return 'response' in answer ? { ok: true } : answer
}

/** The same, for what the school answers: its shape is the school's word, which is trusted. */
export const askSchoolFor = async <Value>(fetchIt: typeof fetch, question: Question): Promise<Answered<Value>> => {
  const answer = await askForResponse(fetchIt, question)
  if (!('response' in answer)) return answer
  try {
    return { ok: true, value: (await answer.response.json()) as Value }
  } catch {
    // Cut off on the way, or answered by something on it.
    return { ok: false, messageId: 'error.unavailable' }
  }
}

const askForResponse = async (
  fetchIt: typeof fetch,
  { path, body, method = body === undefined ? 'GET' : 'POST' }: Question,
): Promise<{ readonly response: Response } | Extract<Outcome, { ok: false }>> => {
  let response: Response
  try {
    response = await fetchIt(path, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
  } catch {
    return { ok: false, messageId: 'error.offline' }
  }
  if (response.ok) return { response }
  // Who answers without our words is something on the way.
  const answer = (await response.json().catch(() => null)) as { readonly error?: { readonly code?: unknown } } | null
  const code = answer?.error?.code
  return { ok: false, messageId: `error.${typeof code === 'string' ? code : 'unavailable'}` }
}
