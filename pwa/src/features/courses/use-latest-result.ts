import { useEffect, useState } from 'react'
import type { Catalogue, CatalogueQuery, CatalogueResult } from '#app/services.ts'

/** The newest answer: while a new question is on its way, the last answer stays, so that the list doesn't flicker under the typing. */
export const useLatestResult = (
  catalogue: Catalogue,
  query: CatalogueQuery,
): { readonly query: CatalogueQuery; readonly result: CatalogueResult } | undefined => {
  const [latest, setLatest] = useState<{ readonly query: CatalogueQuery; readonly result: CatalogueResult }>()
  const [failure, setFailure] = useState<{ readonly error: unknown }>()
  useEffect(() => {
    const subscription = catalogue.search(query).subscribe({
      next: (result) => setLatest({ query, result }),
      error: (error: unknown) => setFailure({ error }),
    })
    return () => subscription.unsubscribe()
  }, [catalogue, query])
  if (failure !== undefined) throw failure.error
  return latest
}
