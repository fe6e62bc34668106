import { useCallback, useState } from 'react'
import { useKeptForTab } from '#app/app-context.ts'
import type { GivenGrade } from './review-of.ts'

export type GivenGrades = Readonly<Record<string, GivenGrade>>

/** What was typed of a hand-in's grades and is not saved, by part. It outlives a look at another hand-in, a reload, and an update of the app in this tab. */
export const useUnsavedGrades = (
  personId: string,
  attemptId: string,
): readonly [given: GivenGrades, setGiven: (given: GivenGrades) => void] => {
  const kept = useKeptForTab()
  const key = `grades.${personId}.${attemptId}`
  const [given, show] = useState<GivenGrades>(() => readGrades(kept.read(key)))
  const setGiven = useCallback(
    (next: GivenGrades) => {
      show(next)
      kept.write(key, Object.keys(next).length === 0 ? '' : JSON.stringify(next))
    },
    [kept, key],
  )
  return [given, setGiven]
}

/** What isn't what this build keeps is nothing. */
export const readGrades = (text: string | null): GivenGrades => {
  if (text === null || text === '') return {}
  try {
    const read = JSON.parse(text) as unknown
    if (typeof read !== 'object' || read === null) return {}
    return Object.fromEntries(
      Object.entries(read as Record<string, unknown>).flatMap(([questionId, value]) => {
        if (typeof value !== 'object' || value === null) return []
        const { earned, comment } = value as { readonly earned?: unknown; readonly comment?: unknown }
        const given: GivenGrade = {
          ...(typeof earned === 'number' ? { earned } : {}),
          ...(typeof comment === 'string' ? { comment } : {}),
        }
        return Object.keys(given).length === 0 ? [] : [[questionId, given] as const]
      }),
    )
  } catch {
    return {}
  }
}
