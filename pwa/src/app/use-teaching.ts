import { use } from 'react'
import { trackedPromise } from './tracked-promise.ts'
import type { Learning } from './services.ts'
import type { Teaching } from './teaching.ts'
import { useLearning } from './use-learning.tsx'

const opening = new WeakMap<Learning, Promise<Teaching>>()

/** For an instructor's screens. Suspends until what they need is loaded. */
export const useTeaching = (): Teaching => {
  const learning = useLearning()
  const known = opening.get(learning) ?? trackedPromise(learning.teaching())
  opening.set(learning, known)
  return use(known)
}
