import type { PackageText } from '#html/package-text.ts'
import type { Losses } from '#losses.ts'
import type { PackageUnit } from '#model/course-package.ts'
import { childNamed, childrenNamed, textAt, type XmlElement } from '#xml/xml-node.ts'

/** Canvas’ settings of a quiz (`assessment_meta.xml`) put onto it. */
export const withCanvasSettings = async (
  unit: PackageUnit,
  meta: XmlElement,
  { text, from, losses }: { readonly text: PackageText; readonly from: string; readonly losses: Losses },
): Promise<PackageUnit> => {
  if (unit.quiz === undefined) return unit
  const type = textAt(meta, 'quiz_type')
  if (/survey/.test(type)) losses.add('It was a survey, without right answers; here it is a quiz for practice.')
  if (textAt(meta, 'access_code') !== '') losses.add('Its access code is not kept.')
  const minutes = Number(textAt(meta, 'time_limit') || 'NaN')
  const attempts = Number(textAt(meta, 'allowed_attempts') || 'NaN')
  const policy = textAt(meta, 'scoring_policy')
  const dates = {
    opensAt: momentOf(textAt(meta, 'unlock_at')),
    dueAt: momentOf(textAt(meta, 'due_at')),
    closesAt: momentOf(textAt(meta, 'lock_at')),
  }
  const markdown = await text.markdown(textAt(meta, 'description'), from, losses)
  return {
    ...unit,
    title: textAt(meta, 'title').slice(0, 200) || unit.title,
    markdown: markdown === '' ? unit.markdown : markdown,
    ...(minutes > 0 ? { minutes: Math.round(minutes) } : {}),
    quiz: {
      ...unit.quiz,
      mode: /practice|survey/.test(type) ? 'practice' : 'graded',
      counts: policy === 'keep_latest' ? 'last' : policy === 'keep_average' ? 'average' : 'best',
      shuffleChoices: textAt(meta, 'shuffle_answers') === 'true',
      feedback:
        textAt(meta, 'show_correct_answers') === 'false' || textAt(meta, 'hide_results') === 'always'
          ? 'never'
          : 'after-hand-in',
      ...(minutes > 0 ? { timeLimitSeconds: Math.max(10, Math.round(minutes * 60)) } : {}),
      ...(Number.isInteger(attempts) && attempts > 0 ? { attemptLimit: attempts } : {}),
      ...Object.fromEntries(Object.entries(dates).filter(([, moment]) => moment !== undefined)),
    },
  }
}

/** A time as Canvas writes it, without a zone where it means UTC. */
const momentOf = (text: string): number | undefined => {
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return undefined
  const moment = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`)
  return Number.isFinite(moment) && moment >= 0 ? moment : undefined
}

export interface AssignmentSettings {
  readonly title: string
  readonly points: number
  readonly dueAt?: number
  /** HTML, where it stands in the settings themselves. */
  readonly html: string
  /** How it may be handed in, in the source’s words. */
  readonly formats: readonly string[]
}

/** An assignment of Common Cartridge 1.3, or Canvas’ settings of one. */
export const assignmentSettings = (root: XmlElement): AssignmentSettings => {
  const gradable = childNamed(root, 'gradable')
  const points = Number(gradable?.attributes['points_possible'] ?? (textAt(root, 'points_possible') || '0'))
  const dueAt = momentOf(textAt(root, 'due_at'))
  const formats = [
    ...childrenNamed(childNamed(root, 'submission_formats'), 'format').map(
      ({ attributes }) => attributes['type'] ?? '',
    ),
    ...textAt(root, 'submission_types').split(','),
  ].filter((format) => format !== '')
  return {
    title: textAt(root, 'title'),
    points: Number.isFinite(points) && points >= 0 ? points : 0,
    ...(dueAt === undefined ? {} : { dueAt }),
    html: textAt(root, 'text'),
    formats,
  }
}
