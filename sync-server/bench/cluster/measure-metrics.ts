/** Sums of Prometheus samples over servers: what has come between two looks is the difference. */
export type Samples = ReadonlyMap<string, number>

export const readSamples = async (ports: readonly number[]): Promise<Samples> => {
  const sums = new Map<string, number>()
  for (const port of ports) {
    const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text()
    for (const [, name, value] of text.matchAll(/^([a-z][^\s#]*(?:\{[^}]*\})?) (\S+)$/gm))
      if (name !== undefined) sums.set(name, (sums.get(name) ?? 0) + Number(value))
  }
  return sums
}

export const between = (before: Samples, after: Samples): Samples =>
  new Map([...after].map(([name, value]) => [name, value - (before.get(name) ?? 0)]))

/** The value below which `share` of a histogram's observations lie, interpolated in its bucket; all its label sets together. */
export const histogramPercentile = (samples: Samples, name: string, share: number): number => {
  const counts = new Map<number, number>()
  for (const [sample, count] of samples) {
    if (!sample.startsWith(`${name}_bucket{`)) continue
    const bound = /le="([^"]+)"/.exec(sample)?.[1] ?? ''
    const upTo = bound === '+Inf' ? Infinity : Number(bound)
    counts.set(upTo, (counts.get(upTo) ?? 0) + count)
  }
  const bounds = [...counts].sort(([a], [b]) => a - b)
  const wanted = (bounds.at(-1)?.[1] ?? 0) * share
  let [lower, below] = [0, 0]
  for (const [upTo, count] of bounds) {
    if (count >= wanted && count > below)
      return upTo === Infinity ? lower : lower + ((wanted - below) / (count - below)) * (upTo - lower)
    ;[lower, below] = [upTo, count]
  }
  return Number.NaN
}
