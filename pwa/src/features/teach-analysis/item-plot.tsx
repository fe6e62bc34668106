import type { ReactNode } from 'react'
import type { QuizAnalysis } from '#app/teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { apart } from './apart.ts'
import styles from './teach-analysis.module.css'

/** In units of the drawing, which is as wide as a phone: there a unit is a pixel. */
const WIDTH = 340
const HEIGHT = 300
const LEFT = 44
const RIGHT = 22
const TOP = 28
const BOTTOM = 46
const RADIUS = 10
/** Where questions that work lie; the same bounds as the verdicts'. */
const GOOD = { from: 0.2, to: 0.95, above: 0.15 }

/** Questions by how easy they are and how well they tell learners apart. All of it stands in words below, too. */
export const ItemPlot = ({ items }: { readonly items: QuizAnalysis['items'] }): ReactNode => {
  const { t, percent, number } = useMessages()
  const placed = items.flatMap((item, index) =>
    item.facility === undefined || item.discrimination === undefined
      ? []
      : [{ ...item, facility: item.facility, discrimination: item.discrimination, number: index + 1 }],
  )
  if (placed.length === 0) return <p>{t('analysis.plot-empty')}</p>
  // What lies below zero is rare, and has room when it is there.
  const lowest = Math.min(-0.25, Math.floor(Math.min(...placed.map((item) => item.discrimination)) * 4) / 4)
  const x = (facility: number): number => LEFT + facility * (WIDTH - LEFT - RIGHT)
  const y = (discrimination: number): number => TOP + ((1 - discrimination) / (1 - lowest)) * (HEIGHT - TOP - BOTTOM)
  const steps = [-1, -0.5, 0, 0.5, 1].filter((step) => step >= lowest)
  const dots = apart(
    placed.map((item) => ({ ...item, x: x(item.facility), y: y(item.discrimination) })),
    2 * RADIUS,
  )
  return (
    // From left to right in every language, as numbers are.
    <svg
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      role="img"
      aria-label={t('analysis.plot-label')}
      className={styles['plot']}
      direction="ltr"
    >
      <rect
        x={x(GOOD.from)}
        y={y(1)}
        width={x(GOOD.to) - x(GOOD.from)}
        height={y(GOOD.above) - y(1)}
        rx="6"
        className={styles['good']}
      />
      <rect x={x(0)} y={y(0)} width={x(1) - x(0)} height={y(lowest) - y(0)} rx="6" className={styles['bad']} />
      {steps.map((step) => (
        <g key={step}>
          <line x1={x(0)} x2={x(1)} y1={y(step)} y2={y(step)} className={styles[step === 0 ? 'zero' : 'grid']} />
          <text x={LEFT - 8} y={y(step) + 4} textAnchor="end">
            {number(step)}
          </text>
        </g>
      ))}
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <line x1={x(share)} x2={x(share)} y1={y(1)} y2={y(lowest)} className={styles['grid']} />
          <text x={x(share)} y={HEIGHT - BOTTOM + 18} textAnchor="middle">
            {percent(share)}
          </text>
        </g>
      ))}
      <text x={LEFT - 36} y={16} className={styles['axisName']}>
        {t('analysis.axis-discrimination')} ↑
      </text>
      <text x={x(1)} y={HEIGHT - 6} textAnchor="end" className={styles['axisName']}>
        {t('analysis.axis-easy')} →
      </text>
      <text x={x((GOOD.from + GOOD.to) / 2)} y={y(1) + 18} textAnchor="middle" className={styles['goodName']}>
        {t('analysis.zone-good')}
      </text>
      <text x={x(1) - 8} y={y(lowest) - 8} textAnchor="end" className={styles['badName']}>
        {t('analysis.zone-bad')}
      </text>
      {dots.map((dot) => (
        <g key={dot.questionId} data-verdict={dot.verdict} className={styles['dot']}>
          <circle cx={dot.x} cy={dot.y} r={RADIUS} />
          <text x={dot.x} y={dot.y + 4} textAnchor="middle">
            {number(dot.number)}
          </text>
        </g>
      ))}
    </svg>
  )
}
