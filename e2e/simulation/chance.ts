import { createSeededRandom } from '@edutrack/shared-schema/seeded-random'

/** All chance of a run: one seed, one stream of values. */
export interface Chance {
  /** 0–1. */
  value(): number
  /** Whole, 0 … below. */
  below(bound: number): number
  /** True with this probability. */
  happens(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** By weight. */
  pickWeighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name
}

export const createChance = (seed: number): Chance => {
  const value = createSeededRandom(seed)
  const below = (bound: number): number => Math.floor(value() * bound)
  return {
    value,
    below,
    happens: (probability) => value() < probability,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    pickWeighted: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][]
      let left = value() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of entries) {
        left -= weight
        if (left < 0) return name
      }
      return (entries.at(-1) as (typeof entries)[number])[0]
    },
  }
}
