import { combineLatest, distinctUntilChanged, firstValueFrom, map, switchMap } from 'rxjs'
import type { Question } from '@edutrack/shared-schema/collections/questions'
import { unitContentOf, type Unit, type UnitContent } from '@edutrack/shared-schema/collections/units'
import { isQuestionVersion } from '@edutrack/shared-schema/questions/question-versions'
import { changeCourse, changeUnit, createCourse, createUnit } from '#local-db/commands/author-course.ts'
import { changeQuestion, createQuestion } from '#local-db/commands/author-question.ts'
import type { CommandContext } from '#local-db/commands/command-context.ts'
import { renameFile } from '#local-db/commands/rename-file.ts'
import { readNotice } from '#local-db/commands/read-notice.ts'
import { removeDocument } from '#local-db/commands/remove-document.ts'
import { settleClash } from '#local-db/commands/settle-clash.ts'
import type { SyncFields } from '#local-db/local-document.ts'
import { takeInCourse } from '#local-db/commands/take-in-course.ts'
import { liveAll, liveByIds, liveOne } from '#local-db/queries/live.ts'
import type { Uploads } from '#media/uploads.ts'
import { askSchool } from '#sync/ask-school.ts'
import { withPackageWorker } from '#workers/course-packages.ts'
import { watchAnalysis, watchEarlierHandIns } from '#workers/reckon-hand-ins.ts'
import type { ReadPackage } from '#workers/package-worker.ts'
import { openGradebooks } from './open-gradebooks.ts'
import { openRegrading } from './open-regrading.ts'
import { openRoster } from './open-roster.ts'
import { openUnitHistory } from './open-unit-history.ts'
import type { Edited, Teaching } from './teaching.ts'

/** What instructors do, on the database that is open already. Loaded with their first screen. */
export const openTeaching = (
  context: CommandContext,
  deps: {
    readonly fetch: typeof fetch
    readonly createPackageWorker: () => Worker
    readonly createGradesWorker: () => Worker
    readonly uploads: Uploads
  },
): Teaching => {
  const { database, personId, ids, clock } = context
  const grades = { database, personId, clock, createWorker: deps.createGradesWorker }
  const gradebook = openGradebooks(grades)
  /** Earlier versions of questions are no part of the bank. */
  const bank = (courseId: string) =>
    liveAll(database, 'questions', { courseId }).pipe(map((all) => all.filter((one) => !isQuestionVersion(one))))
  const keepBeside = async ({ courseId, explanation, points, tags, key = {}, ...mine }: Question): Promise<void> => {
    const { kind, title, prompt, content } = mine
    const id = await createQuestion(context, courseId, { kind, title, prompt, content, key })
    await changeQuestion(context, id, () => ({ points, tags, ...(explanation === undefined ? {} : { explanation }) }))
  }
  return {
    courses: () =>
      liveAll(database, 'courses', {
        $or: [{ instructorId: personId }, { staffIds: { $elemMatch: { $eq: personId } } }],
      }).pipe(map((courses) => courses.toSorted((a, b) => b.updatedAt - a.updatedAt))),
    // Whoever teaches it no longer has nothing to edit, though the catalogue still shows it.
    course: (id) =>
      combineLatest([liveOne(database, 'courses', id), liveOne(database, 'people', personId)]).pipe(
        map(([course, person]) =>
          course !== null &&
          (course.instructorId === personId || course.staffIds.includes(personId) || person?.role === 'administrator')
            ? toEdited(course)
            : null,
        ),
      ),
    unit: (id) =>
      liveOne(database, 'units', id).pipe(
        map((unit) => {
          const edited = toEdited(unit)
          if (edited === null || unit?.base === undefined) return edited
          return { ...edited, received: unitContentOf(unit.base as unknown as UnitContent) }
        }),
      ),
    question: (id) => liveOne(database, 'questions', id).pipe(map(toEdited)),
    bank,
    gradebook,
    unusualAttempts: (courseId) =>
      gradebook(courseId).pipe(
        map(({ unusual, decided }) => [...unusual.first, ...decided.first].map(({ attemptId }) => attemptId)),
        distinctUntilChanged((a, b) => a.join() === b.join()),
        switchMap((attemptIds) => liveByIds(database, 'attempts', attemptIds)),
      ),
    earlierHandIns: (courseId, question) => watchEarlierHandIns(grades, courseId, question),
    enrolments: (courseId) => liveAll(database, 'enrolments', { courseId }),
    media: {
      ...deps.uploads,
      drop: async (id) => {
        await deps.uploads.drop(id)
        await readNotice(context, `refused-upload-${id}`)
      },
      rename: (id, name) => renameFile(context, id, name),
      remove: (id) => removeDocument(context, 'files', id),
    },
    newId: () => ids.create().slice(-12),
    createCourse: (input) => createCourse(context, input),
    createUnit: (input) => createUnit(context, input),
    createModule: (courseId, title) =>
      changeCourse(context, courseId, ({ modules }) => ({
        modules: [...modules, { id: ids.create(), title, unitIds: [] }],
      })),
    createQuestion: (courseId, question) => createQuestion(context, courseId, question),
    changeCourse: (id, change) => changeCourse(context, id, change),
    changeUnit: (id, change) => changeUnit(context, id, change),
    changeQuestion: (id, change) => changeQuestion(context, id, change),
    readPackage: async (file) => {
      const person = (await database.people.findOne(personId).exec())?.toMutableJSON()
      const owner = { id: personId, name: person?.name ?? '' }
      try {
        const read = await withPackageWorker<ReadPackage>(deps.createPackageWorker, (worker) =>
          worker.read(file, { owner, now: clock.now() }),
        )
        if (read.outcome === 'unreadable') return read
        const { report, documents, files } = read
        return {
          outcome: 'read',
          report,
          files: files.map(({ file, ...rest }) => ({ ...rest, name: file.name, bytes: file.size })),
          takeIn: async () => {
            const courseId = documents.course.id
            await takeInCourse(context, documents)
            const problems = new Map<string, string>()
            for (const { id, file } of files.filter(({ problem }) => problem === undefined)) {
              const added = await deps.uploads.add(courseId, file, { id })
              if (!added.ok) problems.set(id, added.messageId)
            }
            return { courseId, problems }
          },
        }
      } catch {
        // It took more than this device has, or its reader is not on it: said without words of the machine's.
        return { outcome: 'unreadable', problem: '' }
      }
    },
    writePackage: async (courseId, format) => {
      const [course, units, questions, files] = await Promise.all([
        firstValueFrom(liveOne(database, 'courses', courseId)),
        firstValueFrom(liveAll(database, 'units', { courseId })),
        firstValueFrom(bank(courseId)),
        firstValueFrom(liveAll(database, 'files', { courseId })),
      ])
      if (course === null) return undefined
      try {
        return await withPackageWorker(deps.createPackageWorker, (worker) =>
          worker.write({ course, units, questions }, files, format),
        )
      } catch {
        // Its files or its writer can't be had without a network.
        return undefined
      }
    },
    roster: openRoster(deps.fetch),
    regrading: openRegrading(deps.fetch),
    history: openUnitHistory(context, deps.fetch),
    analysis: (unitId, questions) => watchAnalysis(grades, unitId, questions),
    review: (attemptId, review) =>
      askSchool(deps.fetch, `/api/attempts/${encodeURIComponent(attemptId)}/review`, review),
    decideEnrolment: (courseId, ofPerson, decision) =>
      askSchool(
        deps.fetch,
        `/api/courses/${encodeURIComponent(courseId)}/enrolments/${encodeURIComponent(ofPerson)}`,
        decision,
      ),
    settleClash: async (collection, id, choice) => {
      const mine = await settleClash(context, collection, id, choice === 'mine' ? 'mine' : 'theirs')
      if (choice !== 'both' || mine === undefined) return
      if (collection === 'questions') await keepBeside(mine as unknown as Question)
      if (collection !== 'units') return
      const { courseId, kind, title, minutes, markdown, fileIds, video, quiz, assignment } = mine as unknown as Unit
      const course = (await database.courses.findOne(courseId).exec())?.toMutableJSON()
      const moduleId = course?.modules.find(({ unitIds }) => unitIds.includes(id))?.id ?? ''
      const own = { minutes, markdown, fileIds, video, quiz, assignment }
      const from = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined))
      await createUnit(context, { courseId, moduleId, kind, title, from })
    },
  }
}

const toEdited = <Document extends object>(local: (Document & SyncFields) | null): Edited<Document> | null => {
  if (local === null) return null
  const { _number, ...theirs } = (local.theirs ?? {}) as { readonly _number?: number }
  return {
    document: local,
    isUnsent: local.unsentSince > 0,
    ...(local.theirs === undefined ? {} : { theirs: theirs as unknown as Document }),
  }
}
