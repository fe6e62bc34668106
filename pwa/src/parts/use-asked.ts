import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answered } from '#app/services.ts'

/** What the school answers to `ask`, asked when the screen opens and by `again`; undefined until then. What was answered before stays until there is more. */
export const useAsked = <Value>(
  ask: () => Promise<Answered<Value>>,
): { readonly answer: Answered<Value> | undefined; readonly again: () => Promise<void> } => {
  const [answer, setAnswer] = useState<Answered<Value> | undefined>()
  const [first] = useState(() => ask)
  const count = useRef(0)
  const again = useCallback(async (): Promise<void> => {
    count.current += 1
    const mine = count.current
    const given = await first()
    // The last that was asked counts, in whatever order answers come.
    if (mine === count.current) setAnswer(given)
  }, [first])
  useEffect(() => {
    void again()
  }, [again])
  return { answer, again }
}
