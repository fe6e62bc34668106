import fc from 'fast-check'
import { concealOrder } from '@edutrack/shared-schema/questions/conceal-order'
import type { CoursePackage, PackageFile, PackageModule, PackageQuestion, PackageUnit } from '#model/course-package.ts'
import { letterId } from '#model/ids.ts'
import { markdownBlocks, markdownLine } from './arbitrary-markdown.ts'

/** Plain words, with the signs that formats give meanings to. */
const plain = fc
  .array(
    fc.constantFrom(
      'leaf',
      'Blatt',
      'ça',
      '光合成',
      'x = y',
      '5 %',
      'a~b',
      '{c}',
      '#1',
      'q: r',
      '\\n',
      'a -> b',
      '*',
      '"',
      "d'e",
      '<i>',
      '&amp;',
      '[f]',
      '//',
      '$6',
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((words) => words.join(' '))
const simple = fc
  .array(fc.constantFrom('leaf', 'Blatt', 'ça', 'stem', 'root', 'x_1', 'H₂O', 'n ≤ 5'), { minLength: 1, maxLength: 3 })
  .map((words) => words.join(' '))

const distinct = (size: { readonly min: number; readonly max: number }) =>
  fc.uniqueArray(fc.oneof(markdownLine, plain.map(escaped)), {
    minLength: size.min,
    maxLength: size.max,
    selector: (text) => text.trim(),
  })

function escaped(text: string): string {
  return text.replace(/[\\*<[\]$&_`~]/g, '\\$&')
}

type Body = Pick<PackageQuestion, 'kind' | 'content' | 'key'>
const withIds = (texts: readonly string[]) => texts.map((markdown, index) => ({ id: letterId(index), markdown }))

const singleChoice = fc
  .tuple(distinct({ min: 2, max: 5 }), fc.nat(), fc.option(markdownLine))
  .map(([texts, at, hint]): Body => {
    const choices = withIds(texts)
    const right = choices[at % choices.length]?.id ?? 'a'
    const hinted = choices[(at + 1) % choices.length]?.id ?? 'a'
    return {
      kind: 'single-choice',
      content: { choices },
      key: { choiceId: right, ...(hint === null ? {} : { hints: { [hinted]: hint } }) },
    }
  })
const multipleChoice = fc.tuple(distinct({ min: 2, max: 6 }), fc.nat()).map(([texts, mask]): Body => {
  const choices = withIds(texts)
  const right = choices.filter((_, index) => (mask >> index) % 2 === 1).map(({ id }) => id)
  return { kind: 'multiple-choice', content: { choices }, key: { choiceIds: right.length === 0 ? ['a'] : right } }
})
const trueFalse = fc.boolean().map((isTrue): Body => ({ kind: 'true-false', content: {}, key: { isTrue } }))
const shortText = fc
  .tuple(fc.uniqueArray(fc.oneof(plain, simple), { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([accepted, isCaseSensitive]): Body => ({
    kind: 'short-text',
    content: {},
    key: { accepted, ...(isCaseSensitive ? { isCaseSensitive } : {}) },
  }))
const numberKey = fc
  .tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 50 }))
  .map(([digits, scale, tolerance]) => ({
    value: Number(`${String(digits)}e${String(scale)}`),
    ...(tolerance === 0 ? {} : { tolerance: tolerance / 8 }),
  }))
const numeric = fc
  .tuple(numberKey, fc.option(fc.constantFrom('m', 'km/h', 'm²')))
  .map(([key, unit]): Body => ({ kind: 'numeric', content: unit === null ? {} : { unit }, key }))
const matching = fc
  .tuple(distinct({ min: 1, max: 4 }), distinct({ min: 2, max: 6 }), fc.array(fc.nat(), { minLength: 4, maxLength: 4 }))
  .map(([left, right, choice]): Body => {
    const items = withIds(left)
    const matches = right.map((markdown, index) => ({ id: String(index + 1), markdown }))
    return {
      kind: 'matching',
      content: { items, matches },
      key: {
        pairs: Object.fromEntries(
          items.map(({ id }, index) => [id, matches[(choice[index] ?? 0) % matches.length]?.id ?? '1']),
        ),
      },
    }
  })
const ordering = distinct({ min: 2, max: 6 }).map((texts): Body => {
  const items = concealOrder(texts.map((markdown, place) => ({ markdown, place }))).map((item, index) => ({
    ...item,
    id: letterId(index),
  }))
  return {
    kind: 'ordering',
    content: { items: items.map(({ id, markdown }) => ({ id, markdown })) },
    key: { order: items.toSorted((a, b) => a.place - b.place).map(({ id }) => id) },
  }
})
const gap = fc.oneof(
  fc
    .uniqueArray(simple, { minLength: 1, maxLength: 3 })
    .map((accepted) => ({ gap: { kind: 'typed' }, right: { accepted } })),
  numberKey.map((right) => ({ gap: { kind: 'typed' }, right })),
  fc.tuple(distinct({ min: 2, max: 4 }), fc.nat()).map(([texts, at]) => {
    const options = withIds(texts)
    return { gap: { kind: 'chosen', options }, right: { optionId: options[at % options.length]?.id ?? 'a' } }
  }),
)
const gaps = fc.array(fc.tuple(simple, gap, simple), { minLength: 1, maxLength: 3 }).map((parts): Body => ({
  kind: 'gaps',
  content: {
    text: parts.map(([before, , after], index) => `${before} [[${String(index + 1)}]] ${after}`).join('\n\n'),
    gaps: parts.map(([, { gap: hole }], index) => ({ id: String(index + 1), ...hole })),
  },
  key: { gaps: Object.fromEntries(parts.map(([, { right }], index) => [String(index + 1), right])) },
}))
const essay = fc
  .tuple(fc.option(fc.integer({ min: 1, max: 100 }), { freq: 1 }), fc.option(markdownBlocks, { freq: 1 }), fc.boolean())
  .map(([minWords, notes, hasRubric]): Body => ({
    kind: 'essay',
    content: {
      ...(minWords === null ? {} : { minWords, maxWords: minWords + 100 }),
      ...(hasRubric ? { rubric: [{ id: 'r1', title: 'Aim', markdown: 'One *clear* aim.', points: 2 }] } : {}),
    },
    key: notes === null ? {} : { notes },
  }))

const kinds = { singleChoice, multipleChoice, trueFalse, shortText, numeric, matching, ordering, gaps, essay }

const question = fc
  .tuple(
    fc.oneof(...Object.values(kinds)),
    fc.oneof(markdownBlocks, plain.map(escaped)),
    fc.option(markdownBlocks),
    fc.constantFrom(1, 1, 1, 2, 2.5, 10),
    fc.uniqueArray(fc.constantFrom('water', 'Biology / Plants', 'ça', 'exam 2'), { maxLength: 2 }),
    plain,
  )
  .map(([body, prompt, explanation, points, tags, title]) => ({
    ...body,
    // What is asked of a text with gaps often stands in the text.
    prompt: body.kind === 'gaps' && tags.length < 2 ? '' : prompt,
    title,
    points,
    tags,
    ...(explanation === null ? {} : { explanation }),
  }))

/** Files that texts of `arbitrary-markdown.ts` show, and others. */
const PNG = [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]
const text = (content: string): Uint8Array => Uint8Array.from([...content].map((character) => character.charCodeAt(0)))
const files: readonly PackageFile[] = [
  { id: 'f1', name: 'cell.png', mime: 'image/png', role: 'image', bytes: Uint8Array.from([...PNG, 1]) },
  { id: 'f2', name: 'a “cell” (2).png', mime: 'image/png', role: 'image', bytes: Uint8Array.from([...PNG, 2]) },
  { id: 'd1', name: 'form & more.pdf', mime: 'application/pdf', role: 'document', bytes: text('%PDF-1.4 form') },
  { id: 'v1', name: 'film.mp4', mime: 'video/mp4', role: 'video', bytes: text('\0\0\0\x18ftypisom film') },
  { id: 'c1', name: 'film.vtt', mime: 'text/vtt', role: 'captions', bytes: text('WEBVTT\n') },
]

const moment = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 })
const settings = fc.record(
  {
    mode: fc.constantFrom('practice' as const, 'graded' as const),
    counts: fc.constantFrom('best' as const, 'last' as const, 'first' as const, 'average' as const),
    shuffleQuestions: fc.boolean(),
    shuffleChoices: fc.boolean(),
    feedback: fc.constantFrom('after-hand-in' as const, 'after-close' as const, 'never' as const),
    passPercent: fc.integer({ min: 0, max: 100 }),
    timeLimitSeconds: fc.integer({ min: 10, max: 7200 }),
    attemptLimit: fc.integer({ min: 1, max: 5 }),
    opensAt: moment,
    dueAt: moment,
    closesAt: moment,
  },
  { requiredKeys: ['mode', 'counts', 'shuffleQuestions', 'shuffleChoices', 'feedback', 'passPercent'] },
)

const unit = (questionIds: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom('page' as const, 'video' as const, 'quiz' as const, 'assignment' as const),
      markdownBlocks,
      fc.integer({ min: 0, max: 90 }),
      settings,
      fc.subarray([...questionIds], { minLength: 1 }),
      fc.nat({ max: 3 }),
      plain,
    )
    .map(([kind, markdown, minutes, quiz, asked, draw, title]) => ({
      kind,
      title,
      minutes,
      markdown,
      ...(kind === 'video' ? { video: { fileId: 'v1', ...(draw > 1 ? { captionsFileId: 'c1' } : {}) } } : {}),
      ...(kind === 'assignment'
        ? { assignment: { points: draw * 5, ...(quiz.dueAt === undefined ? {} : { dueAt: quiz.dueAt }) } }
        : {}),
      ...(kind === 'quiz'
        ? { quiz: { ...quiz, questionIds: asked, ...(draw > 0 && draw < asked.length ? { draw } : {}) } }
        : {}),
    }))

/** A course of every kind of unit and question, with texts full of signs that formats give meanings to. Titles are unique, so that parts can be found again. */
export const arbitraryCourse: fc.Arbitrary<CoursePackage> = fc
  .array(question, { minLength: 1, maxLength: 6 })
  .map((list) =>
    list.map((each, index): PackageQuestion => ({
      ...each,
      id: `q-${String(index)}`,
      title: `${each.title} ${String(index)}`,
    })),
  )
  .chain((questions) =>
    fc
      .tuple(
        fc.array(fc.array(unit(questions.map(({ id }) => id)), { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
        plain,
        plain,
      )
      .map(([units, title, description]): CoursePackage => {
        const modules = units.map((list, at): PackageModule => ({
          title: `Module ${String(at)}: ${title}`,
          units: list.map((each, index): PackageUnit => ({
            ...each,
            markdown: index === 0 ? each.markdown : `${each.markdown}\n\nBack to [the *start*](unit:u-0-0).`,
            id: `u-${String(at)}-${String(index)}`,
            title: `${each.title} ${String(at)}.${String(index)}`,
          })),
        }))
        return { title, description, language: 'en', modules, questions, files }
      }),
  )
