import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { plainWords } from '#rich-text/plain-words.ts'

/** What the questions of a course are called: by what they ask, else by their name in the bank. One that is not here is said to be so. */
export const useQuestionNames = (courseId: string): ((id: string) => string) => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const bank = useObservable(() => teaching.bank(courseId), [teaching, courseId])
  const byId = new Map((bank ?? []).map((question) => [question.id, question]))
  return (id) => {
    const question = byId.get(id)
    if (question === undefined) return bank === undefined ? '' : t('history.missing-question')
    return plainWords(question.prompt, 80) || question.title || id
  }
}
