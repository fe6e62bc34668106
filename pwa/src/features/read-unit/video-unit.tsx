import { useRef, useState, type ReactNode } from 'react'
import type { Progress } from '@edutrack/shared-schema/collections/progress'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useClock, useKept } from '#app/app-context.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useMessages } from '#i18n/messages.tsx'
import { keepOwnPlace, readOwnPlace } from '#parts/own-places.ts'
import { useStoredOnLeave } from '#parts/use-stored-on-leave.ts'
import { useCourseMedia } from '#rich-text/media/course-media.tsx'
import { MediumNotice } from '#rich-text/media/medium-notice.tsx'
import { VideoPlayer } from '#rich-text/media/video-player.tsx'
import { RichText } from '#rich-text/rich-text.tsx'
import { Chip, ChipRow } from '#ui/chip.tsx'
import { OfferBanner } from './offer-banner.tsx'
import styles from './read-unit.module.css'
import { startingPlace } from './starting-place.ts'
import { useAskedPlace } from './use-asked-place.ts'
import { useAttention } from './use-attention.ts'
import { useOffer } from './use-offer.ts'
import { useProgressKeeper } from './use-progress-keeper.ts'
import { WATCHED, watchedShare } from './watched-share.ts'

const speeds = [0.75, 1, 1.25, 1.5, 2] as const
const SPEED_KEY = 'video-speed'
/** Seconds that make no other place. */
const TOLERANCE = 10
/** Whoever stopped this close to the end has seen it: it begins anew. */
const NEAR_END = 5

/** A video that goes on at its second, with what is written beside it below. */
export const VideoUnit = ({
  unit,
  speech,
  progress,
}: {
  readonly unit: Unit
  readonly speech: { readonly lang: string; readonly dir: 'ltr' | 'rtl' }
  readonly progress: Progress | undefined
}): ReactNode => {
  const { t, clock: clockWords, number } = useMessages()
  const clock = useClock()
  const kept = useKept()
  const { device } = useLearning()
  const { courseId, isKnown, fileOf } = useCourseMedia()
  const [before] = useState(progress)
  const keeper = useProgressKeeper(unit, before)
  const player = useRef<HTMLVideoElement>(null)
  const [speed, setSpeed] = useState(() => speeds.find((known) => String(known) === kept.read(SPEED_KEY)) ?? 1)
  const [start] = useState(() => {
    const own = readOwnPlace(kept, unit.id)
    const { go, offer } = startingPlace({ progress: before, own, device, isReturn: true, tolerance: TOLERANCE })
    return { offer, second: go === 'own' ? (own?.position ?? 0) : go === 'synced' ? (before?.place.position ?? 0) : 0 }
  })
  const asked = useAskedPlace()
  /** 0–1, of this and earlier times. */
  const watched = useRef(before?.furthest ?? 0)
  const isStarted = useRef(false)

  const seek = (second: number): void => {
    const video = player.current
    if (video === null) return
    video.currentTime = second >= video.duration - NEAR_END ? 0 : second
  }
  const note = (): void => {
    const video = player.current
    if (video === null || !isStarted.current) return
    const played = Array.from(
      { length: video.played.length },
      (_, index) => [video.played.start(index), video.played.end(index)] as const,
    )
    const share = watchedShare(video.duration, before?.furthest ?? 0, played)
    watched.current = Math.max(watched.current, share)
    keeper.moved(video.currentTime, watched.current)
    if (watched.current >= WATCHED) keeper.finished()
  }
  const keepHere = (): void => {
    const video = player.current
    if (video !== null && isStarted.current)
      keepOwnPlace(kept, unit.id, { position: video.currentTime, at: clock.now() })
  }
  const store = (): Promise<void> => {
    note()
    keepHere()
    return keeper.flush()
  }
  useStoredOnLeave(store)
  useAttention(
    (seconds) => {
      keeper.attended(seconds)
      keepHere()
    },
    () => player.current?.paused === false,
  )
  const offer = useOffer({
    first: start.offer,
    progress,
    device,
    here: () => player.current?.currentTime ?? 0,
    tolerance: TOLERANCE,
    go: seek,
  })

  const file = fileOf(unit.video?.fileId ?? '')
  return (
    <div className={styles['videoUnit']} data-unit-video="">
      {offer !== undefined && <OfferBanner offer={offer} place={clockWords(offer.position)} />}
      {file === undefined ? (
        isKnown && (
          <MediumNotice
            file={undefined}
            name={unit.title}
            state="missing"
            courseId={courseId}
            onLoad={() => undefined}
          />
        )
      ) : (
        <VideoPlayer
          ref={player}
          file={file}
          captions={fileOf(unit.video?.captionsFileId ?? '')}
          language={speech.lang}
          title={unit.title}
          onLoadedMetadata={({ currentTarget }) => {
            currentTarget.playbackRate = speed
            if (isStarted.current) return
            if (asked !== undefined) currentTarget.currentTime = asked * currentTarget.duration
            else if (start.second > 0) seek(start.second)
          }}
          onPlay={() => {
            isStarted.current = true
          }}
          onTimeUpdate={note}
          onPause={() => void store()}
          onSeeked={() => {
            if (isStarted.current) void store()
          }}
          onEnded={() => void store()}
        />
      )}
      {file !== undefined && (
        <ChipRow label={t('reader.speed')}>
          {speeds.map((value) => (
            <Chip
              key={value}
              isOn={value === speed}
              onChange={() => {
                setSpeed(value)
                kept.write(SPEED_KEY, String(value))
                if (player.current !== null) player.current.playbackRate = value
              }}
            >
              {t('reader.times', { value: number(value) })}
            </Chip>
          ))}
        </ChipRow>
      )}
      {unit.markdown.trim() !== '' && (
        <div {...speech}>
          <RichText markdown={unit.markdown} className={styles['text']} />
        </div>
      )}
    </div>
  )
}
