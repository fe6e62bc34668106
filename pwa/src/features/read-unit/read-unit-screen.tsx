import { useEffect, useState, type ReactNode } from 'react'
import type { UnitScreenProps } from '#app/unit-screens.ts'
import { UnitEnd } from '#parts/unit-end.tsx'
import { speechOf, UnitFrame } from '#parts/unit-frame.tsx'
import { useUnitWay } from '#parts/use-unit-way.ts'
import { prepareRichText, warmUpRichText } from '#rich-text/rich-text-template.ts'
import { NotesButton, NotesPanel } from './notes-lazy.tsx'
import { PageText } from './page-text.tsx'
import { createUnitPlace } from './unit-place.ts'
import { VideoUnit } from './video-unit.tsx'

/** To be called when this code has come: mostly the database is still being opened, and nobody waits for the time that this takes. */
export const prepareReader = (): void => {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void warmUpRichText())
}

/** A page or a video: read or watched from where it was left. */
export const ReadUnitScreen = ({ unit, course }: UnitScreenProps): ReactNode => {
  const way = useUnitWay(course, unit)
  const progress = way?.progressByUnit.get(unit.id)
  const nextText = way?.next?.markdown
  useEffect(() => {
    // While this page is read, the next one is made ready: it is there at once.
    if (nextText === undefined || typeof requestIdleCallback !== 'function') return undefined
    const waiting = requestIdleCallback(() => void prepareRichText(nextText))
    return () => cancelIdleCallback(waiting)
  }, [nextText])
  const [place] = useState(createUnitPlace)
  const Body = unit.kind === 'video' ? VideoUnit : PageText
  return (
    <UnitFrame
      unit={unit}
      course={course}
      way={way}
      notes={{
        button: <NotesButton unit={unit} place={place} />,
        panel: <NotesPanel unit={unit} place={place} />,
      }}
    >
      {/* What was known of the place has to be known before the text goes to it. */}
      {way !== undefined && (
        <>
          <div ref={(element) => place.setBody(element)}>
            <Body unit={unit} speech={speechOf(course)} progress={progress} />
          </div>
          <UnitEnd unit={unit} way={way} isDone={progress?.doneAt !== undefined} />
        </>
      )}
    </UnitFrame>
  )
}
