import { useState, type ReactNode } from 'react'
import { shapes as library } from 'virtual:icon/library-big'
import { shapes as searchIcon } from 'virtual:icon/search'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { useMessages } from '#i18n/messages.tsx'
import { findQuestions } from '#parts/find-questions.ts'
import { plainWords } from '#rich-text/plain-words.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'
import styles from './quiz-editor.module.css'

/** Those shown at once: who has more looks for words. */
const MOST = 50

export const AddFromBank = ({
  bank,
  taken,
  onAdd,
}: {
  readonly bank: readonly Question[]
  readonly taken: readonly string[]
  readonly onAdd: (ids: readonly string[]) => void
}): ReactNode => {
  const { t } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const free = bank.filter(({ id }) => !taken.includes(id))
  const found = isOpen ? findQuestions(free, { text, kind: '', tag: '' }) : []
  if (free.length === 0) return null
  const close = (): void => {
    setOpen(false)
    setChosen([])
    setText('')
  }
  return (
    <>
      <Button icon={library} onClick={() => setOpen(true)}>
        {t('teach.from-bank')}
      </Button>
      <Sheet
        isOpen={isOpen}
        onClose={close}
        title={t('teach.from-bank')}
        closeLabel={t('action.close')}
        footer={
          <Button
            kind="primary"
            isWide
            onClick={() => {
              onAdd(chosen)
              close()
            }}
          >
            {t('teach.add-chosen', { count: chosen.length })}
          </Button>
        }
      >
        <div className={styles['found']}>
          <TextField
            label={t('teach.bank-search')}
            type="search"
            icon={searchIcon}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          {found.slice(0, MOST).map(({ id, prompt, title }) => (
            <Checkbox
              key={id}
              label={plainWords(prompt) || title}
              isChecked={chosen.includes(id)}
              onChange={(isOn) => setChosen(isOn ? [...chosen, id] : chosen.filter((each) => each !== id))}
            />
          ))}
          {found.length > MOST && <p>{t('teach.found', { count: MOST, total: found.length })}</p>}
        </div>
      </Sheet>
    </>
  )
}
