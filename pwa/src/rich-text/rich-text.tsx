import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode, type Ref } from 'react'
import { createPortal } from 'react-dom'
import { useLocation } from 'wouter'
import { ScreenLoadError } from '#app/lazy-screen.tsx'
import { useMessages } from '#i18n/messages.tsx'
import { classes } from '#ui/classes.ts'
import { addCalloutTitles } from './callouts.ts'
import { useCourseMedia } from './media/course-media.tsx'
import { Medium, type MediumMention } from './media/medium.tsx'
import { richTextTemplate, type RichTextTemplate } from './rich-text-template.ts'
import { placeSlots } from './slots.ts'
import styles from './rich-text.module.css'
import { watchOverflow } from './watch-overflow.ts'

/**
 * Markdown as a person reads it. `isInline`: within a line, as in the choices of a question; without blocks, and without anything to press.
 * `onReady` is called when the whole text stands, its pictures' places included.
 */
export const RichText = ({
  markdown,
  isInline = false,
  slots,
  className,
  ref,
  onReady,
}: {
  readonly markdown: string
  readonly isInline?: boolean
  /** What stands at the text's marks (slots.ts), by index. One whose mark is within a formula follows the text. */
  readonly slots?: readonly ReactNode[]
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLElement>
  readonly onReady?: () => void
}): ReactNode => {
  const { t } = useMessages()
  const [, navigate] = useLocation()
  const { isKnown } = useCourseMedia()
  const host = useRef<HTMLElement>(null)
  const template = useTemplate(markdown, isInline)
  const [placed, setPlaced] = useState<{
    readonly of: RichTextTemplate
    readonly mentions: readonly PlacedMention[]
    readonly slotPlaces: ReadonlyMap<number, HTMLElement>
  }>()
  const hasSlots = slots !== undefined
  const isReady = template !== null && (isKnown || template.fileIds.length === 0)

  useLayoutEffect(() => {
    const element = host.current
    if (element === null || !isReady) return undefined
    const fragment = template.copy()
    addCalloutTitles(fragment, (kind) => t(`reader.callout-${kind}`))
    const mentions = placesOf(fragment)
    const slotPlaces = hasSlots ? placeSlots(fragment) : noPlaces
    element.replaceChildren(fragment)
    setPlaced({ of: template, mentions, slotPlaces })
    return watchOverflow(element, t('reader.scroll-table'))
  }, [template, isReady, hasSlots, t])
  const isWhole = isReady && placed?.of === template
  const ready = useRef(onReady)
  useEffect(() => {
    ready.current = onReady
  })
  useLayoutEffect(() => {
    if (isWhole) ready.current?.()
  }, [template, isWhole])

  useEffect(() => {
    const element = host.current
    if (element === null) return undefined
    // Links within the app don't load it anew.
    const follow = (event: MouseEvent): void => {
      const href = (event.target as Element).closest('a[href]')?.getAttribute('href')
      if (href === null || href === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return
      if (href.startsWith('#')) {
        event.preventDefault()
        document.getElementById(`text-${href.slice(1)}`)?.scrollIntoView()
      } else if (href.startsWith('/') && !href.startsWith('/api/')) {
        event.preventDefault()
        navigate(href)
      }
    }
    element.addEventListener('click', follow)
    return () => element.removeEventListener('click', follow)
  }, [navigate])

  const shared = { className: classes(styles['text'], isInline && styles['inline'], className) }
  const setHost = (element: HTMLElement | null): void => {
    host.current = element
    if (typeof ref === 'function') ref(element)
    else if (ref) ref.current = element
  }
  return (
    <>
      {isInline ? <span {...shared} ref={setHost} /> : <div {...shared} ref={setHost} />}
      {placed?.mentions.map(({ place, ...mention }, index) =>
        createPortal(<Medium {...mention} />, place, `${mention.fileId}-${String(index)}`),
      )}
      {placed !== undefined &&
        slots?.map((slot, index) => {
          const place = placed.slotPlaces.get(index)
          return place === undefined ? slot : createPortal(slot, place, `slot-${String(index)}`)
        })}
    </>
  )
}

const noPlaces: ReadonlyMap<number, HTMLElement> = new Map()

type PlacedMention = MediumMention & { readonly place: HTMLElement }

const placesOf = (fragment: DocumentFragment): readonly PlacedMention[] =>
  [...fragment.querySelectorAll<HTMLElement>('[data-file]')].map((place) => {
    const { file = '', alt, caption, link } = place.dataset
    const text = alt ?? place.textContent ?? ''
    place.replaceChildren()
    return { place, fileId: file, text, caption, isBlock: place.tagName === 'DIV', isLink: link !== undefined }
  })

/** Null for the moment that it takes to load what this text needs. */
const useTemplate = (markdown: string, isInline: boolean): RichTextTemplate | null => {
  const made = useMemo(() => richTextTemplate(markdown, isInline), [markdown, isInline])
  const [late, setLate] = useState<{
    readonly of: unknown
    readonly template?: RichTextTemplate
    readonly error?: unknown
  }>()
  useEffect(() => {
    if (!(made instanceof Promise)) return undefined
    let isCurrent = true
    made.then(
      (template) => {
        if (isCurrent) setLate({ of: made, template })
      },
      (error: unknown) => {
        if (isCurrent) setLate({ of: made, error })
      },
    )
    return () => {
      isCurrent = false
    }
  }, [made])
  if (!(made instanceof Promise)) return made
  if (late?.of !== made) return null
  if (late.error !== undefined) throw new ScreenLoadError('A text could not be made ready.', { cause: late.error })
  return late.template ?? null
}
