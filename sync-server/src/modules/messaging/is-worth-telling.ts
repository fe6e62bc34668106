import type { Notice } from '@edutrack/shared-schema/collections/notices'

/** What was made longer ago, ms, disturbs nobody any more: it is in the app. */
export const MOST_AGE_MS = 24 * 3600_000

/** By push or mail, beside the app. */
export const isWorthTelling = ({ readAt, at }: Pick<Notice, 'readAt' | 'at'>, now: number): boolean =>
  readAt === undefined && now - at < MOST_AGE_MS
