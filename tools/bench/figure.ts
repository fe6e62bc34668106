/** One measured number. */
export interface Figure {
  /** The name by which the baselines and reports know it. */
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly better: 'higher' | 'lower'
  /** What the product is to reach on a machine of two cores. */
  readonly goal?: number
  /** The same on any machine (bytes, requests): then more than the baseline is a fault, not a slow machine. */
  readonly isExact?: boolean
}

/** The value below which `share` (0…1) of the values lie. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)
