/** The longest run of numbers, neighbours or not, that rises from left to right; of several, the one whose last numbers are least. */
export const longestRisingRun = (numbers: readonly number[]): readonly number[] => {
  /** Index of the least number that ends a run of each length. */
  const ends: number[] = []
  const before: (number | undefined)[] = []
  for (const [index, value] of numbers.entries()) {
    const found = ends.findIndex((end) => (numbers[end] as number) >= value)
    const length = found < 0 ? ends.length : found
    before.push(length === 0 ? undefined : ends[length - 1])
    ends[length] = index
  }
  const run: number[] = []
  for (let at = ends.at(-1); at !== undefined; at = before[at]) run.unshift(numbers[at] as number)
  return run
}
