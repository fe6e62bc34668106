/** Typing in one field without a longer pause than this is one step. */
const ONE_STEP_MS = 1500
/** Steps that can be undone. */
const MOST_STEPS = 200

interface Step<Value> {
  readonly before: Partial<Value>
  readonly after: Partial<Value>
  /** When it was last typed; undefined: chosen, a step of its own. */
  readonly typedAt: number | undefined
}

/** `mine`: fields that were changed here and may not be in the database yet. */
export interface DraftHistory<Value> {
  readonly mine: Partial<Value>
  readonly past: readonly Step<Value>[]
  readonly future: readonly Step<Value>[]
}

export const addStep = <Value extends object>(
  history: DraftHistory<Value>,
  value: Value,
  patch: Partial<Value>,
  typedAt: number | undefined,
): DraftHistory<Value> => {
  const mine = { ...history.mine, ...patch }
  const last = history.past.at(-1)
  const goesOn =
    last?.typedAt !== undefined &&
    typedAt !== undefined &&
    typedAt - last.typedAt < ONE_STEP_MS &&
    Object.keys(last.after).join() === Object.keys(patch).join()
  const fields = Object.keys(patch) as (keyof Value)[]
  const before = Object.fromEntries(fields.map((field) => [field, value[field]])) as Partial<Value>
  const step: Step<Value> = { before: goesOn ? last.before : before, after: patch, typedAt }
  const past = goesOn ? history.past.slice(0, -1) : history.past
  return { mine, past: [...past, step].slice(-MOST_STEPS), future: [] }
}

export const undoStep = <Value extends object>({ mine, past, future }: DraftHistory<Value>): DraftHistory<Value> => {
  const step = past.at(-1)
  if (step === undefined) return { mine, past, future }
  return { mine: { ...mine, ...step.before }, past: past.slice(0, -1), future: [step, ...future] }
}

export const redoStep = <Value extends object>({ mine, past, future }: DraftHistory<Value>): DraftHistory<Value> => {
  const [step, ...rest] = future
  if (step === undefined) return { mine, past, future }
  // Typing that follows is a step of its own.
  return { mine: { ...mine, ...step.after }, past: [...past, { ...step, typedAt: undefined }], future: rest }
}

/** What has arrived in the database needs no copy here: a later change from elsewhere then shows. */
export const withoutArrived = <Value extends object>(
  history: DraftHistory<Value>,
  stored: Value,
): DraftHistory<Value> => {
  const left = Object.entries(history.mine).filter(
    ([field, mine]) => JSON.stringify(mine) !== JSON.stringify(stored[field as keyof Value]),
  )
  return { ...history, mine: Object.fromEntries(left) as Partial<Value> }
}
