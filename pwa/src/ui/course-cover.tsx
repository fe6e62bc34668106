import { useState, type ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './course-cover.module.css'
import { drawCover, type CoverDrawing } from './cover-drawing.ts'

/** A course's picture, or one drawn from its id. It says nothing that the title beside it does not. */
export const CourseCover = ({
  courseId,
  src,
  shape = 'wide',
}: {
  readonly courseId: string
  /** Where the picture is; undefined where there is none, or none that may be fetched now. */
  readonly src?: string | undefined
  readonly shape?: 'wide' | 'square'
}): ReactNode => {
  const [isBroken, setBroken] = useState(false)
  const drawing = drawCover(courseId)
  return (
    <span className={classes(styles['cover'], styles[shape])}>
      <svg viewBox="0 0 160 90" preserveAspectRatio="xMidYMid slice" aria-hidden="true" className={styles['drawing']}>
        <rect width="160" height="90" fill={drawing.ground} />
        <Pattern drawing={drawing} />
      </svg>
      {src !== undefined && !isBroken && (
        <img src={src} alt="" loading="lazy" className={styles['picture']} onError={() => setBroken(true)} />
      )}
    </span>
  )
}

const Pattern = ({ drawing: { pattern, spread, shade, light } }: { readonly drawing: CoverDrawing }): ReactNode => {
  const at = (index: number, size: number): number => (spread[index % spread.length] ?? 0) * size
  switch (pattern) {
    case 'hills':
      return (
        <>
          <circle cx={30 + at(0, 100)} cy={24 + at(1, 14)} r={11 + at(2, 6)} fill={light} />
          <path
            d={`M0 ${62 + at(3, 8)}Q${30 + at(4, 30)} ${28 + at(5, 16)} 90 66T160 ${50 + at(6, 14)}V90H0Z`}
            fill={shade}
          />
          <path d={`M0 ${78 + at(7, 6)}Q60 ${52 + at(8, 14)} 110 76T160 70V90H0Z`} fill={light} opacity=".35" />
        </>
      )
    case 'waves':
      return [0, 1, 2, 3, 4].map((row) => (
        <path
          key={row}
          d={`M-10 ${18 + row * 16}q20 ${-10 - at(row, 12)} 45 0t45 0 45 0 45 0`}
          fill="none"
          stroke={row % 2 === 0 ? light : shade}
          strokeWidth={row % 2 === 0 ? 2.5 : 7}
          opacity={row % 2 === 0 ? 0.8 : 1}
        />
      ))
    case 'leaves':
      return [0, 1, 2, 3, 4, 5].map((leaf) => (
        <path
          key={leaf}
          d="M0 0C14-16 14-34 0-48C-14-34-14-16 0 0ZM0 0V-40"
          transform={`translate(${10 + leaf * 28 + at(leaf, 10)} ${96 - at(leaf + 3, 14)}) rotate(${at(leaf + 5, 50) - 25}) scale(${0.9 + at(leaf + 1, 0.6)})`}
          fill={leaf % 2 === 0 ? shade : light}
          opacity={leaf % 2 === 0 ? 1 : 0.6}
          stroke={leaf % 2 === 0 ? light : shade}
          strokeWidth="1.2"
        />
      ))
    case 'tiles':
      return Array.from({ length: 32 }, (_, tile) => {
        const [x, y] = [(tile % 8) * 22 - 8, Math.floor(tile / 8) * 24 - 2]
        const turn = Math.floor(at(tile * 5 + Math.floor(tile / 7), 4)) * 90
        return (
          <path
            key={tile}
            d="M-10-10H10A20 20 0 0 1-10 10Z"
            transform={`translate(${x + 10} ${y + 10}) rotate(${turn})`}
            fill={tile % 3 === 0 ? light : shade}
            opacity={tile % 3 === 0 ? 0.65 : 1}
          />
        )
      })
    case 'rings':
      return [0, 1, 2].flatMap((group) =>
        [26, 18, 10].map((radius, ring) => (
          <circle
            key={`${group}-${ring}`}
            cx={22 + group * 56 + at(group, 18)}
            cy={24 + at(group + 3, 44)}
            r={radius + at(group + 6, 6)}
            fill={ring === 1 ? shade : 'none'}
            stroke={ring === 2 ? light : shade}
            strokeWidth={ring === 2 ? 3 : 4}
          />
        )),
      )
    case 'rays': {
      const [x, y] = [30 + at(0, 100), 92]
      return (
        <>
          {Array.from({ length: 13 }, (_, ray) => {
            const angle = Math.PI * (1 + ray / 12)
            const end = (offset: number): string =>
              `${(x + Math.cos(angle + offset) * 190).toFixed(1)} ${(y + Math.sin(angle + offset) * 190).toFixed(1)}`
            return (
              <path
                key={ray}
                d={`M${x} ${y}L${end(-0.06)} ${end(0.06)}Z`}
                fill={ray % 2 === 0 ? shade : light}
                opacity={ray % 2 === 0 ? 1 : 0.3}
              />
            )
          })}
          <circle cx={x} cy={y} r={22 + at(1, 10)} fill={light} />
        </>
      )
    }
  }
}
