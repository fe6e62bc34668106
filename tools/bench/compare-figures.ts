import type { Figure } from './figure.ts'

/** Accepted values by name, in the figure's unit. */
export type Baselines = Readonly<Record<string, number>>

/** What exact figures may differ by: a compressor's version, a date's digits. */
const TOLERANCE = 1.02

/** A table of figures beside their baselines and goals, and the names of exact ones that have grown. */
export const compareFigures = (
  figures: readonly Figure[],
  baselines: Baselines,
): { readonly table: string; readonly grown: readonly string[] } => {
  const rows = figures.map((figure) => {
    const baseline = baselines[figure.name]
    return [
      figure.name,
      `${shown(figure.value)} ${figure.unit}`.trim(),
      baseline === undefined ? 'none' : shown(baseline),
      baseline === undefined ? '' : `${(figure.value / baseline).toFixed(2)}×`,
      goalOf(figure),
    ]
  })
  const grown = figures.filter(
    ({ name, value, isExact }) => isExact === true && value > (baselines[name] ?? Infinity) * TOLERANCE,
  )
  return {
    table: aligned([['figure', 'now', 'baseline', 'change', 'goal'], ...rows]),
    grown: grown.map(({ name }) => name),
  }
}

const goalOf = ({ goal, value, better }: Figure): string => {
  if (goal === undefined) return ''
  const isMet = better === 'higher' ? value >= goal : value <= goal
  return `${better === 'higher' ? '≥' : '≤'} ${shown(goal)} ${isMet ? 'met' : 'NOT MET'}`
}

const shown = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))

const aligned = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}
