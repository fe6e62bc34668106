import type { Step } from '#controls.ts'
import type { Losses } from '#losses.ts'
import { lomXml, resourceXml, type WrittenResource } from '#manifest/write-manifest.ts'
import type { CoursePackage, PackageQuestion, PackageUnit } from '#model/course-package.ts'
import { createExportLog, type ExportLog } from '#model/export-log.ts'
import { placeFiles, type ExportedFiles } from '#model/exported-files.ts'
import { fileIdsIn, withFileIds, withUnitIds } from '#model/file-references.ts'
import type { ExportItem } from '#model/report.ts'
import { attributes, XML_HEAD } from '#xml/write-xml.ts'
import { writeZip, type ZipPart } from '#zip/write-zip.ts'
import { fileAtPath, filesOfQuestion, questionWithTexts } from './read-own-item.ts'
import { createQtiNames } from './qti-names.ts'
import { writeQtiItem } from './write-qti-item.ts'
import { writeQtiTest } from './write-qti-test.ts'

/** The questions and quizzes of a course as a package of QTI 3, with the files that they show. */
export const writeQtiPackage = async (
  course: CoursePackage,
  step: Step,
): Promise<{ readonly bytes: Uint8Array; readonly items: readonly ExportItem[] }> => {
  const log = createExportLog()
  const files = placeFiles(course, 'media')
  const written = await writeQtiParts(course, { folder: '', files, log, step })
  for (const unit of course.modules.flatMap((module) => module.units).filter(({ kind }) => kind !== 'quiz'))
    log.skip(
      { id: unit.id, title: unit.title, type: unit.kind },
      'QTI holds questions and quizzes only. Export the course as a Common Cartridge to keep it.',
    )
  const shown = new Set(written.resources.flatMap((resource) => resource.files ?? []))
  for (const file of files.files.filter(({ path }) => !shown.has(path)))
    log.skip({ id: file.id, title: file.name, type: 'file' }, 'No question shows it.')
  if (course.modules.length > 0 || course.category !== undefined || course.level !== undefined)
    log.writing({ id: '', title: course.title, type: 'course' }, (losses) => {
      losses.add('Its outline in modules, its category and its level have no place in QTI.')
      return course.title
    })
  const manifest = [
    XML_HEAD,
    `<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" xmlns:imsmd="http://ltsc.ieee.org/xsd/LOM"${attributes({ identifier: 'manifest' })}>\n`,
    `<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion>${lomXml({ ...course, language: course.language }, 'imsmd:')}</metadata>\n<organizations/>\n<resources>\n`,
    ...written.resources.map(resourceXml),
    '</resources>\n</manifest>\n',
  ].join('')
  const bytes = writeZip([
    { path: 'imsmanifest.xml', content: manifest },
    ...written.parts,
    ...files.files.filter(({ path }) => shown.has(path)).map(({ path, bytes: content }) => ({ path, content })),
  ])
  return { bytes, items: log.items }
}

export interface QtiPartsDeps {
  /** Where items and tests are put; ends with `/`, or is empty. */
  readonly folder: string
  readonly files: ExportedFiles
  readonly log: ExportLog
  readonly step: Step
  /** Where other units of the course lie in the package, where they do: links to them stay. */
  readonly unitPathOf?: (unitId: string) => string | undefined
}

/** Where the items and tests of a course are put. */
export const qtiPaths = ({ questions, modules }: Pick<CoursePackage, 'questions' | 'modules'>, folder: string) => {
  const nameOf = createQtiNames(questions.map(({ id }) => id))
  const quizzes = modules.flatMap((module) => module.units).filter(({ quiz }) => quiz !== undefined)
  const testNameOf = createQtiNames(quizzes.map(({ id }) => id))
  return {
    nameOf,
    testNameOf,
    quizzes,
    itemPathOf: (questionId: string): string => `${folder}items/${nameOf(questionId)}.xml`,
    testPathOf: (unitId: string): string => `${folder}tests/${testNameOf(unitId)}.xml`,
  }
}

export interface QtiParts {
  readonly parts: readonly ZipPart[]
  /** Items and tests with the files that they show. */
  readonly resources: readonly (WrittenResource & { readonly unitId?: string })[]
}

/** Items and tests of QTI 3 for the questions and quizzes of a course. */
export const writeQtiParts = async (
  course: Pick<CoursePackage, 'questions' | 'modules'>,
  deps: QtiPartsDeps,
): Promise<QtiParts> => {
  const { folder, log, step } = deps
  const { nameOf, testNameOf, quizzes, itemPathOf, testPathOf } = qtiPaths(course, folder)
  const parts: ZipPart[] = []
  const resources: (WrittenResource & { readonly unitId?: string })[] = []
  for (const [index, question] of course.questions.entries()) {
    await step(`writing ${question.title}`, index, course.questions.length)
    const path = itemPathOf(question.id)
    const item = log.writing({ id: question.id, title: question.title, type: question.kind }, (losses) => {
      if (question.kind === 'ordering')
        losses.add('Other systems give points for the whole order only; here nothing is lost.')
      const xml = itemOf(question, path, deps, losses)
      if (xml === undefined) losses.add('It is not a whole question.')
      return xml
    })
    if (item === undefined) continue
    parts.push({ path, content: item })
    const shown = filesOfQuestion(question).flatMap((id) => deps.files.pathOf(id) ?? [])
    resources.push({ id: `item-${nameOf(question.id)}`, type: 'imsqti_item_xmlv3p0', path, files: shown })
  }
  const taken = new Set(parts.map(({ path }) => path))
  for (const unit of quizzes) {
    const path = testPathOf(unit.id)
    const test = log.writing({ id: unit.id, title: unit.title, type: 'quiz' }, (losses) =>
      testOf(unit, path, itemPathOf, taken, deps, losses),
    )
    if (test === undefined) continue
    parts.push({ path, content: test })
    resources.push({
      id: `test-${testNameOf(unit.id)}`,
      type: 'imsqti_test_xmlv3p0',
      path,
      files: fileIdsIn(unit.markdown).flatMap((id) => deps.files.pathOf(id) ?? []),
      dependencies: (unit.quiz?.questionIds ?? []).map((id) => `item-${nameOf(id)}`),
      unitId: unit.id,
    })
  }
  return { parts, resources }
}

/** Links to units that are not in the package become their words. */
const withUnits = (markdown: string, { unitPathOf }: QtiPartsDeps, losses: Losses): string => {
  const named = withUnitIds(markdown, (id) => unitPathOf?.(id))
  if (unitPathOf === undefined && named !== markdown) losses.add('Links to other units lead nowhere in QTI.')
  return named
}

const itemOf = (question: PackageQuestion, path: string, deps: QtiPartsDeps, losses: Losses): string | undefined => {
  const { files } = deps
  const named = questionWithTexts(question, (text) =>
    withUnits(
      withFileIds(text, (id) => files.pathOf(id)),
      deps,
      losses,
    ),
  )
  const { kind, prompt, content, key, explanation, points, tags } = named
  const own = {
    kind,
    prompt,
    content,
    key,
    points,
    tags: [...tags],
    ...(explanation === undefined ? {} : { explanation }),
  }
  return writeQtiItem(named, { fileOf: fileAtPath(path, (at) => files.roleAt(at)), own })
}

const testOf = (
  unit: PackageUnit,
  path: string,
  itemPathOf: (id: string) => string,
  taken: ReadonlySet<string>,
  deps: QtiPartsDeps,
  losses: Losses,
): string | undefined => {
  const { files } = deps
  const questionIds = (unit.quiz?.questionIds ?? []).filter((id) => taken.has(itemPathOf(id)))
  const named: PackageUnit = {
    ...unit,
    markdown: withUnits(
      withFileIds(unit.markdown, (id) => files.pathOf(id)),
      deps,
      losses,
    ),
    ...(unit.quiz === undefined ? {} : { quiz: { ...unit.quiz, questionIds } }),
  }
  return writeQtiTest(named, { fileOf: fileAtPath(path, (at) => files.roleAt(at)), path, itemPathOf })
}
