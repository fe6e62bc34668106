import { createContext, type MouseEvent } from 'react'

/** What the frame around a screen gives to its head. */
export interface Page {
  /** The start of the top bar, where the way up goes; null while there is none. */
  readonly barStart: HTMLElement | null
  readonly appName: string
  /** True once the person has gone from one screen to another: the first one leaves the focus where the browser puts it. */
  readonly isChanged: boolean
  /** Goes back rather than forth where the last screen was just that one: so its place on the page is kept. */
  readonly goUp: (href: string, event: MouseEvent) => void
  /** For a screen that knows its place better than by how far it was scrolled. Called when it goes there. */
  readonly keepOwnPlace: () => void
  /** After the head has taken the focus: whoever came back finds it on what they had opened. */
  readonly returnToOpened: () => void
}

export const PageContext = createContext<Page>({
  barStart: null,
  appName: 'EduTrack',
  isChanged: false,
  goUp: () => undefined,
  keepOwnPlace: () => undefined,
  returnToOpened: () => undefined,
})
