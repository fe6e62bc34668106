import { useEffect, useRef, type RefObject } from 'react'

/**
 * A quiz by keyboard: arrows go from question to question, digits choose, Enter goes on. Whoever types or moves through choices keeps the keys they need.
 */
export const useQuizKeys = (keys: {
  readonly isOff: boolean
  /** Holds the choices. */
  readonly question: RefObject<HTMLElement | null>
  readonly onForward: () => void
  readonly onBack: () => void
  readonly onEnter: () => void
}): void => {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { isOff, question, onForward, onBack, onEnter } = latest.current
      const target = event.target as HTMLElement
      if (isOff || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (target.closest('dialog[open], audio, video, [tabindex="0"]') !== null) return
      const isTyping = target.matches('input:not([type=radio], [type=checkbox]), textarea, select')
      const isChoosing = target.matches('input[type=radio]')
      const isRtl = document.documentElement.dir === 'rtl'
      const done = (): void => event.preventDefault()
      if (event.key === 'Enter') {
        if (target.closest('button, a, summary, textarea, select') !== null) return
        done()
        onEnter()
      } else if (isTyping) return
      else if ((event.key === 'ArrowRight' || event.key === 'ArrowLeft') && !isChoosing) {
        done()
        if ((event.key === 'ArrowRight') !== isRtl) onForward()
        else onBack()
      } else if (/^[1-9]$/.test(event.key)) {
        const choices = question.current?.querySelectorAll<HTMLInputElement>('[data-choices] input')
        const choice = choices?.[Number(event.key) - 1]
        if (choice === undefined) return
        done()
        choice.focus()
        choice.click()
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
