import type { Attempt } from '@edutrack/shared-schema/collections/attempts'
import type { Messages } from '#i18n/messages.tsx'

/** What was decided about unusual work, to who decides. */
export const decisionWords = (decision: NonNullable<Attempt['decision']>, { t, number }: Messages): string =>
  decision.verdict === 'rejected'
    ? t('exceptions.counts-not')
    : decision.penaltyPercent === undefined
      ? t('exceptions.counts')
      : t('exceptions.counts-less', { percent: number(decision.penaltyPercent) })
