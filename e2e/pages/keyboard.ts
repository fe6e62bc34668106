import type { Page } from 'playwright-core'

/** What stops the focus on its way by Tab. */
type Stop = 'button' | 'link' | 'textbox' | 'combobox' | 'checkbox' | 'radio' | 'summary' | 'video'

/** Far more than any screen has stops. */
const MOST_STEPS = 200
/** Screens come with what the database answers, and files with the network. */
const PATIENCE_MS = 60_000
const LOOK_MS = 50

/** To be run before the scripts of a page: a pointer that is used on it is found among the device's errors. */
export const REPORT_POINTERS = `addEventListener('pointerdown', () => console.error('A pointer was used'), true)`

/**
 * What somebody does who sees the screen and has no pointer: moving the focus by Tab to where they want, forth or back, and pressing keys on what has it.
 */
export const createKeyboard = (page: Page) => {
  const look = (name: RegExp, stop: Stop) => page.evaluate(lookAround, { source: name.source, flags: name.flags, stop })
  const key = async (name: string, times = 1): Promise<void> => {
    for (let time = 0; time < times; time += 1) await page.keyboard.press(name)
  }
  const reach = async (name: RegExp, stop: Stop): Promise<void> => {
    const met = new Set<string>()
    const endsAt = performance.now() + PATIENCE_MS
    for (let steps = 0; steps < MOST_STEPS;) {
      const { way, focused } = await look(name, stop)
      if (way === 'here') return
      if (way === 'nowhere') {
        if (performance.now() > endsAt) break
        await page.waitForTimeout(LOOK_MS)
      } else {
        met.add(focused)
        steps += 1
        await key(way === 'back' ? 'Shift+Tab' : 'Tab')
      }
    }
    throw new Error(`The focus comes to no ${stop} ${String(name)}, but to ${[...met].join(' | ') || 'nothing'}`)
  }
  return {
    /** Moves the focus there. */
    reach,
    key,
    press: async (name: RegExp): Promise<void> => {
      await reach(name, 'button')
      await key('Enter')
    },
    follow: async (name: RegExp): Promise<void> => {
      await reach(name, 'link')
      await key('Enter')
    },
    type: (text: string): Promise<void> => page.keyboard.type(text),
    /** Writes into a field, in the place of what is there. */
    write: async (name: RegExp, text: string): Promise<void> => {
      await reach(name, 'textbox')
      await key('Control+a')
      await page.keyboard.type(text)
    },
    /** Takes an option of a list by its first letters. */
    choose: async (name: RegExp, option: string): Promise<void> => {
      await reach(name, 'combobox')
      await page.keyboard.type(option)
      const chosen = await page.evaluate(
        () => (document.activeElement as HTMLSelectElement | null)?.selectedOptions[0]?.textContent ?? '',
      )
      if (!chosen.startsWith(option)) throw new Error(`${option} was typed, and ${chosen} is chosen`)
    },
    /** Turns a checkbox or a switch over. */
    turn: async (name: RegExp): Promise<void> => {
      await reach(name, 'checkbox')
      await key('Space')
    },
    /** Takes one of several, which are named like `group`: the arrows go from one to the next, and each is taken on the way. */
    pick: async (name: RegExp, group = /./): Promise<void> => {
      await reach(group, 'radio')
      await key('Space')
      for (let steps = 0; (await look(name, 'radio')).way !== 'here'; steps += 1) {
        if (steps === MOST_STEPS) throw new Error(`None of the choices is ${String(name)}`)
        await key('ArrowDown')
      }
    },
  }
}
export type Keyboard = ReturnType<typeof createKeyboard>

/**
 * Where a stop is, seen from what has the focus: the nearest ahead, or else behind. While a dialog is open there is nothing outside of it. It runs in the
 * page, so it holds all that it needs.
 */
const lookAround = (wanted: {
  readonly source: string
  readonly flags: string
  readonly stop: string
}): { readonly way: 'here' | 'forth' | 'back' | 'nowhere'; readonly focused: string } => {
  const roles: Readonly<Record<string, string>> = {
    A: 'link',
    BUTTON: 'button',
    SELECT: 'combobox',
    TEXTAREA: 'textbox',
    SUMMARY: 'summary',
    VIDEO: 'video',
  }
  const stopOf = (element: Element): string => {
    if (element.tagName !== 'INPUT') return roles[element.tagName] ?? ''
    const { type } = element as HTMLInputElement
    return type === 'radio' || type === 'checkbox' ? type : 'textbox'
  }
  const nameOf = (element: Element): string => {
    const words = (id: string): string => document.getElementById(id)?.textContent ?? ''
    const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? []
    const labels = (element as HTMLInputElement).labels
    return (
      element.getAttribute('aria-label') ??
      (ids.length > 0 ? ids.map(words).join(' ') : (labels?.[0]?.textContent ?? element.textContent))
    ).trim()
  }
  const name = new RegExp(wanted.source, wanted.flags)
  const isWanted = (element: Element): boolean => stopOf(element) === wanted.stop && name.test(nameOf(element))

  const here = document.activeElement
  const focused = here === null || here === document.body ? 'nothing' : `${stopOf(here)} ${nameOf(here)}`
  if (here !== null && isWanted(here)) return { way: 'here', focused }
  const within = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document
  const found = [...within.querySelectorAll('a[href], button, input, select, textarea, summary, video')].filter(
    (element) =>
      element.getAttribute('tabindex') !== '-1' &&
      !element.matches(':disabled') &&
      element.checkVisibility({ visibilityProperty: true }) &&
      isWanted(element),
  )
  if (found.length === 0) return { way: 'nowhere', focused }
  const isAhead = (element: Element): boolean =>
    here === null ||
    here === document.body ||
    (here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) > 0
  return { way: found.some(isAhead) ? 'forth' : 'back', focused }
}
