import { markdownToHtml } from './markdown-to-html.ts'
import { loadMaths, type SetFormula } from './maths/load-maths.ts'
import { browserSanitise, loadSanitise, type Sanitise } from './sanitise.ts'

/** Rich text made ready once: sanitised, with its maths set. Each showing is a copy. */
export interface RichTextTemplate {
  /** `files` ids of the media in it. */
  readonly fileIds: readonly string[]
  copy(): DocumentFragment
}

/** Enough for going to and fro between some lessons and a quiz. */
const KEPT = 80
const kept = new Map<string, RichTextTemplate>()
let sanitise: Sanitise | undefined
let setFormula: SetFormula | undefined

/** A promise only where something has to be loaded first: what is shown doesn't change its size afterwards. */
export const richTextTemplate = (markdown: string, isInline: boolean): RichTextTemplate | Promise<RichTextTemplate> => {
  const key = (isInline ? 'inline ' : 'block ') + markdown
  const known = kept.get(key)
  if (known !== undefined) {
    kept.delete(key)
    kept.set(key, known)
    return known
  }
  sanitise ??= browserSanitise()
  if (sanitise === undefined)
    return loadSanitise().then((loaded) => {
      sanitise = loaded
      return richTextTemplate(markdown, isInline)
    })
  const fragment = sanitise(markdownToHtml(markdown, { isInline }))
  const finish = (): RichTextTemplate => {
    const template = templateOf(fragment)
    kept.set(key, template)
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break
      kept.delete(oldest)
    }
    return template
  }
  const formulas = [...fragment.querySelectorAll<HTMLElement>('[data-tex]')]
  if (formulas.length === 0) return finish()
  const setAll = (set: SetFormula): RichTextTemplate => {
    for (const element of formulas) {
      const { tex = '', display } = element.dataset
      if (!set(element, tex, display !== undefined)) showSource(element)
    }
    return finish()
  }
  if (setFormula !== undefined) return setAll(setFormula)
  return loadMaths().then(
    (loaded) => {
      setFormula = loaded
      return setAll(loaded)
    },
    // Not on this device: formulas are shown as they were written, and tried again the next time.
    () => {
      for (const element of formulas) showSource(element)
      return templateOf(fragment)
    },
  )
}

/** Work that is done while nobody waits: the next page is there at once. */
export const prepareRichText = async (markdown: string): Promise<void> => {
  try {
    await richTextTemplate(markdown, false)
  } catch {
    // Said when it is to be shown.
  }
}

/** The reader of Markdown takes its time over the first text: its many patterns are made then. This is one that meets them all. */
export const warmUpRichText = (): Promise<void> =>
  prepareRichText(
    '# a\n\nb *c* **d** `e` [f](/g) ![h](file:i) ~~j~~\n\n- k\n  1. l\n\n> [!TIP]\n> m\n\n> n\n\n| o | p |\n|---|--:|\n| q | r |\n\n```\ns\n```\n\nt  \nu <b>v</b> https://w.example\n\n---',
  )

const templateOf = (fragment: DocumentFragment): RichTextTemplate => {
  addHeadingIds(fragment)
  for (const link of fragment.querySelectorAll<HTMLAnchorElement>('a[href]'))
    if (/^https?:/i.test(link.getAttribute('href') ?? '')) {
      link.target = '_blank'
      link.rel = 'noopener noreferrer nofollow'
    }
  return {
    fileIds: [...fragment.querySelectorAll<HTMLElement>('[data-file]')].map(({ dataset }) => dataset['file'] ?? ''),
    copy: () => fragment.cloneNode(true) as DocumentFragment,
  }
}

const showSource = (element: HTMLElement): void => {
  const code = document.createElement('code')
  code.textContent = element.dataset['tex'] ?? ''
  element.replaceChildren(code)
}

const addHeadingIds = (fragment: DocumentFragment): void => {
  const taken = new Set<string>()
  for (const heading of fragment.querySelectorAll<HTMLElement>('h2, h3, h4, h5, h6')) {
    const slug =
      (heading.textContent ?? '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
        .replaceAll(/^-|-$/g, '') || 'section'
    let id = `text-${slug}`
    for (let count = 2; taken.has(id); count += 1) id = `text-${slug}-${String(count)}`
    taken.add(id)
    heading.id = id
  }
}
