import { useEffect, useState } from 'react'
import type { Downloads } from '#app/services.ts'
import { useLearning } from '#app/use-learning.tsx'

type Storage = Awaited<ReturnType<Downloads['storage']>>

/** What the app takes on this device; asked anew whenever `trigger` changes. Undefined until known. */
export const useStorage = (trigger?: unknown): Storage | undefined => {
  const { downloads } = useLearning()
  const [storage, setStorage] = useState<Storage>()
  useEffect(() => {
    let isCurrent = true
    void downloads.storage().then(
      (found) => {
        if (isCurrent) setStorage(found)
      },
      () => undefined, // Only for information: without it the rest stands.
    )
    return () => {
      isCurrent = false
    }
  }, [downloads, trigger])
  return storage
}
