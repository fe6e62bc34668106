import { positionOf } from './page-place.ts'
import { goToPosition, viewOf } from './view-place.ts'

/** Where one is in a unit, and the way to another place of it. Places are 0–1: of a page's height, of a video's length. */
export interface UnitPlace {
  /** `words`: what stands there. */
  here(): { readonly position: number; readonly words: string }
  go(position: number): void
  /** What shows the unit: a video, or else a text (`data-unit-text`). */
  setBody(element: HTMLElement | null): void
}

const MAX_WORDS = 120

export const createUnitPlace = (): UnitPlace => {
  let body: HTMLElement | null = null
  const parts = () => ({
    video: body?.querySelector<HTMLVideoElement>('[data-unit-video] video') ?? null,
    text: body?.querySelector<HTMLElement>('[data-unit-text]') ?? null,
  })
  return {
    setBody: (element) => {
      body = element
    },
    here: () => {
      const { video, text } = parts()
      if (video !== null) return { position: video.duration > 0 ? video.currentTime / video.duration : 0, words: '' }
      if (text === null) return { position: 0, words: '' }
      const { top } = viewOf()
      return { position: positionOf(text.getBoundingClientRect(), top), words: wordsAt(text, top) }
    },
    go: (position) => {
      const { video, text } = parts()
      if (video !== null && video.duration > 0) {
        video.currentTime = position * video.duration
        video.scrollIntoView({ block: 'nearest' })
      } else if (text !== null) goToPosition(text, position)
    },
  }
}

/** The beginning of the first paragraph that is in view from its top on. */
const wordsAt = (text: HTMLElement, top: number): string => {
  const blocks = [...text.querySelectorAll<HTMLElement>('h2, h3, h4, p, li')]
  const block = blocks.find((element) => element.getBoundingClientRect().top >= top - 1) ?? blocks.at(-1)
  const words = block?.innerText.trim().replaceAll(/\s+/g, ' ') ?? ''
  return words.length <= MAX_WORDS ? words : `${words.slice(0, MAX_WORDS - 1).trimEnd()}…`
}
