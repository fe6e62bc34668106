import type { ReactNode } from 'react'
import type { QuizAnalysis } from '#app/teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import styles from './teach-analysis.module.css'

const WIDTH = 320
const HEIGHT = 220
const EDGE = 28

/** Questions by how easy they are and how well they tell learners apart. All of it stands in words below, too. */
export const ItemPlot = ({ items }: { readonly items: QuizAnalysis['items'] }): ReactNode => {
  const { t } = useMessages()
  const placed = items.flatMap((item, index) =>
    item.facility === undefined || item.discrimination === undefined
      ? []
      : [{ ...item, facility: item.facility, discrimination: item.discrimination, number: index + 1 }],
  )
  if (placed.length === 0) return <p>{t('analysis.plot-empty')}</p>
  const x = (facility: number): number => EDGE + facility * (WIDTH - 2 * EDGE)
  const y = (discrimination: number): number => HEIGHT - EDGE - ((discrimination + 1) / 2) * (HEIGHT - 2 * EDGE)
  return (
    // From left to right in every language, as numbers are.
    <svg
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      role="img"
      aria-label={t('analysis.plot-label')}
      className={styles['plot']}
      direction="ltr"
    >
      <rect x={x(0)} y={y(1)} width={x(1) - x(0)} height={y(0.15) - y(1)} className={styles['good']} />
      <line x1={x(0)} x2={x(1)} y1={y(0)} y2={y(0)} className={styles['zero']} />
      <path d={`M${String(x(0))} ${String(y(1))}V${String(y(-1))}H${String(x(1))}`} className={styles['axis']} />
      <text x={x(0)} y={HEIGHT - 8}>
        {t('analysis.axis-hard')}
      </text>
      <text x={x(1)} y={HEIGHT - 8} textAnchor="end">
        {t('analysis.axis-easy')}
      </text>
      <text x={x(0)} y={y(1) - 8}>
        {t('analysis.axis-discrimination')}
      </text>
      {placed.map(({ questionId, number, facility, discrimination, verdict }) => (
        <g key={questionId} data-verdict={verdict} className={styles['dot']}>
          <circle cx={x(facility)} cy={y(discrimination)} r="9" />
          <text x={x(facility)} y={y(discrimination) + 3.5} textAnchor="middle">
            {number}
          </text>
        </g>
      ))}
    </svg>
  )
}
