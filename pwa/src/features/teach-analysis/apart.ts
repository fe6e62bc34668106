/** Moves what lies on each other apart, by as little as may be, so that every number can be read. */
export const apart = <Dot extends { readonly x: number; readonly y: number }>(
  dots: readonly Dot[],
  distance: number,
): readonly Dot[] => {
  const places = dots.map(({ x, y }) => ({ x, y }))
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    let isCalm = true
    for (const [at, a] of places.entries())
      for (const b of places.slice(at + 1)) {
        const [dx, dy] = [b.x - a.x, b.y - a.y]
        const now = Math.hypot(dx, dy)
        if (now >= distance - 0.01) continue
        isCalm = false
        // The same place: to either side.
        const [ux, uy] = now === 0 ? [1, 0] : [dx / now, dy / now]
        const push = (distance - now) / 2
        a.x -= ux * push
        a.y -= uy * push
        b.x += ux * push
        b.y += uy * push
      }
    if (isCalm) break
  }
  return dots.map((dot, at) => ({ ...dot, ...places[at] }))
}

const MOST_TURNS = 60
