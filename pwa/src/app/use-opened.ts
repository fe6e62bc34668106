import { use } from 'react'
import type { Learning } from './services.ts'
import { trackedPromise } from './tracked-promise.ts'
import { useLearning } from './use-learning.tsx'

/**
 * A hook for a part of `Learning` that is loaded when it is first asked for. It suspends until then. A screen may call several: contexts are read with `use`
 * throughout, because React, when it goes on with a component that has waited, notes each `useContext` between two waits a second time, and then finds
 * the order of hooks changed.
 */
export const createUseOpened = <Part>(open: (learning: Learning) => Promise<Part>): (() => Part) => {
  const opening = new WeakMap<Learning, Promise<Part>>()
  return () => {
    const learning = useLearning()
    const known = opening.get(learning) ?? trackedPromise(open(learning))
    opening.set(learning, known)
    return use(known)
  }
}
