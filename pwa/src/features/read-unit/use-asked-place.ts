import { useEffect, useState } from 'react'
import { useLocation, useSearch } from 'wouter'

/** The place that `?at=` names, 0–1. It is taken out of the address, so that a reload comes back to where one has gone on to. */
export const useAskedPlace = (): number | undefined => {
  const search = useSearch()
  const [path, navigate] = useLocation()
  const [asked] = useState(() => placeOf(search))
  useEffect(() => {
    if (new URLSearchParams(search).has('at')) navigate(path, { replace: true })
  }, [search, path, navigate])
  return asked
}

const placeOf = (search: string): number | undefined => {
  const at = new URLSearchParams(search).get('at')
  const place = at === null || at === '' ? Number.NaN : Number(at)
  return place >= 0 && place <= 1 ? place : undefined
}
