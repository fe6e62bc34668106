import type { Step } from '#controls.ts'
import type { ExportedFile } from '#html/markdown-to-html.ts'
import { createLosses, type Losses } from '#losses.ts'
import { lomXml, resourceXml, type WrittenResource } from '#manifest/write-manifest.ts'
import { pathToAddress, relativePath } from '#media/package-path.ts'
import type { CoursePackage, PackageQuestion, PackageUnit } from '#model/course-package.ts'
import { createExportLog, type ExportLog } from '#model/export-log.ts'
import { placeFiles, type ExportedFiles } from '#model/exported-files.ts'
import { encodeFileId, fileIdsIn, withFileIds, withUnitIds } from '#model/file-references.ts'
import type { OwnPage } from '#model/own-notes.ts'
import type { ExportItem } from '#model/report.ts'
import { createQtiNames } from '#qti/qti-names.ts'
import { fileAtPath, questionWithFiles } from '#qti/read-own-item.ts'
import { qtiPaths, writeQtiParts, type QtiParts } from '#qti/write-qti-package.ts'
import { isInProfile, writeAssessment, writeBank } from '#qti1/write-qti1.ts'
import { attributes, escapeXml, XML_HEAD } from '#xml/write-xml.ts'
import { writeZip, type ZipPart } from '#zip/write-zip.ts'
import { writeAssignment } from './own-assignment.ts'
import { writePage } from './own-page.ts'

const NOT_IN_PROFILE =
  'Common Cartridge has no questions of this type: other systems don’t show it. EduTrack reads it from the copy in QTI 3 beside it.'
const ASSOCIATED = 'associatedcontent/imscc_xmlv1p3/learning-application-resource'

/**
 * A course as a Common Cartridge 1.3: pages as web pages, quizzes in the QTI 1.2 that all systems read, assignments, files, and the outline. Beside each quiz lies a copy in QTI 3
 * with all of its questions and settings, which EduTrack reads again.
 */
export const writeCartridge = async (
  course: CoursePackage,
  step: Step,
): Promise<{ readonly bytes: Uint8Array; readonly items: readonly ExportItem[] }> => {
  const log = createExportLog()
  const files = placeFiles(course, 'media')
  const units = course.modules.flatMap((module) => module.units)
  const nameOf = createQtiNames(units.map(({ id }) => id))
  const { testPathOf } = qtiPaths(course, COPIES)
  const pathOf = (unit: PackageUnit): string =>
    unit.kind === 'quiz' && knownOf(unit, course).length === 0
      ? testPathOf(unit.id)
      : `${folders[unit.kind]}/${nameOf(unit.id)}.${unit.kind === 'page' || unit.kind === 'video' ? 'html' : 'xml'}`
  const paths = new Map(units.map((unit) => [unit.id, pathOf(unit)]))
  const unitPathOf = (id: string): string | undefined => paths.get(id)
  const qti = await writeQtiParts(course, { folder: COPIES, files, log: questionLog(log, course), step, unitPathOf })
  const scope: Scope = {
    course,
    files,
    log,
    qti,
    pathOf,
    unitPathOf,
    resourceIdOf: (unit) => `unit-${nameOf(unit.id)}`,
  }
  const written: Written[] = []
  for (const [index, unit] of units.entries()) {
    await step(`writing ${unit.title}`, index, units.length)
    written.push(writeUnit(unit, scope))
  }
  const bank = writeRestOfBank(scope)
  noteCourseLosses(course, log)
  const all = [...written, bank]
  const manifest = manifestXml(scope, [
    ...all.flatMap(({ resources }) => resources),
    ...files.files.map(({ path, id }) => ({ id: fileResourceId(id, files), type: 'webcontent', path })),
  ])
  const bytes = writeZip([
    { path: 'imsmanifest.xml', content: manifest },
    ...all.flatMap(({ parts }) => parts),
    ...qti.parts,
    ...files.files.map(({ path, bytes: content }) => ({ path, content })),
  ])
  return { bytes, items: log.items }
}

/** Where the copies in QTI 3 lie. */
const COPIES = 'edutrack/'

const folders: Readonly<Record<PackageUnit['kind'], string>> = {
  page: 'pages',
  video: 'pages',
  quiz: 'quizzes',
  assignment: 'assignments',
}

interface Scope {
  readonly course: CoursePackage
  readonly files: ExportedFiles
  readonly log: ExportLog
  readonly qti: QtiParts
  readonly pathOf: (unit: PackageUnit) => string
  readonly unitPathOf: (id: string) => string | undefined
  readonly resourceIdOf: (unit: PackageUnit) => string
}

interface Written {
  readonly parts: readonly ZipPart[]
  readonly resources: readonly WrittenResource[]
}

/** Quizzes are told of once, as units; questions say whether others will see them. */
const questionLog = (log: ExportLog, { questions }: CoursePackage): ExportLog => ({
  items: log.items,
  skip: log.skip,
  writing: (source, write) => {
    if (source.type === 'quiz') return write(createLosses())
    const question = questions.find(({ id }) => id === source.id)
    return log.writing(source, (losses) => {
      if (question !== undefined && !isInProfile(question)) losses.add(NOT_IN_PROFILE)
      return write(losses)
    })
  },
})

const writeUnit = (unit: PackageUnit, scope: Scope): Written => {
  const write = { page: pageOf, video: pageOf, quiz: quizOf, assignment: assignmentOf }[unit.kind]
  return (
    scope.log.writing({ id: unit.id, title: unit.title, type: unit.kind }, (losses) => write(unit, scope, losses)) ?? {
      parts: [],
      resources: [],
    }
  )
}

/** Files and units by their paths, as they are noted and looked for. */
const named = (markdown: string, { files, unitPathOf }: Scope): string =>
  withUnitIds(
    withFileIds(markdown, (id) => files.pathOf(id)),
    unitPathOf,
  )

const fileResourceId = (id: string, files: ExportedFiles): string =>
  `file-${String(files.files.findIndex((file) => file.id === id) + 1)}`

const dependenciesOf = (ids: readonly string[], { files }: Scope): readonly string[] =>
  [...new Set(ids)].filter((id) => files.pathOf(id) !== undefined).map((id) => fileResourceId(id, files))

const places = (
  path: string,
  { files }: Scope,
): { fileAt: (place: string) => ExportedFile | undefined; unitHrefOf: (place: string) => string } => ({
  fileAt: fileAtPath(path, (place) => files.roleAt(place)),
  unitHrefOf: (place) => encodeFileId(relativePath(path, place)),
})

const pageOf = (unit: PackageUnit, scope: Scope): Written => {
  const { course, files } = scope
  const path = scope.pathOf(unit)
  const film = unit.video === undefined ? undefined : files.pathOf(unit.video.fileId)
  const captions = unit.video?.captionsFileId === undefined ? undefined : files.pathOf(unit.video.captionsFileId)
  const own: OwnPage = {
    kind: unit.kind === 'video' ? 'video' : 'page',
    markdown: named(unit.markdown, scope),
    minutes: unit.minutes,
    ...(film === undefined ? {} : { video: { file: film, ...(captions === undefined ? {} : { captions }) } }),
  }
  const html = writePage(
    { title: unit.title, language: course.language ?? 'en', own },
    { path, ...places(path, scope) },
  )
  const shown = [
    ...fileIdsIn(unit.markdown),
    ...(unit.video === undefined ? [] : [unit.video.fileId, unit.video.captionsFileId ?? '']),
  ]
  return {
    parts: [{ path, content: html }],
    resources: [{ id: scope.resourceIdOf(unit), type: 'webcontent', path, dependencies: dependenciesOf(shown, scope) }],
  }
}

const assignmentOf = (unit: PackageUnit, scope: Scope): Written => {
  const path = scope.pathOf(unit)
  const { points = 0, dueAt } = unit.assignment ?? {}
  const own = {
    markdown: named(unit.markdown, scope),
    minutes: unit.minutes,
    points,
    ...(dueAt === undefined ? {} : { dueAt }),
  }
  const id = scope.resourceIdOf(unit)
  return {
    parts: [{ path, content: writeAssignment({ id, title: unit.title, own }, places(path, scope)) }],
    resources: [
      { id, type: 'assignment_xmlv1p0', path, dependencies: dependenciesOf(fileIdsIn(unit.markdown), scope) },
    ],
  }
}

const fileBase = ({ files }: Scope) => ({
  fileOf: (place: string): ExportedFile | undefined => {
    const role = files.roleAt(place)
    return role === undefined ? undefined : { href: `$IMS-CC-FILEBASE$/${pathToAddress(place)}`, role }
  },
})

const withPaths = (question: PackageQuestion, { files }: Scope): PackageQuestion =>
  questionWithFiles(question, (id) => files.pathOf(id))

const askedOf = ({ quiz }: PackageUnit, { questions }: CoursePackage): readonly PackageQuestion[] =>
  (quiz?.questionIds ?? []).flatMap((id) => questions.find((question) => question.id === id) ?? [])

/** Questions of a quiz that all systems can read. */
const knownOf = (unit: PackageUnit, course: CoursePackage): readonly PackageQuestion[] =>
  askedOf(unit, course).filter(isInProfile)

const quizOf = (unit: PackageUnit, scope: Scope, losses: Losses): Written | undefined => {
  const { qti, course } = scope
  const copy = qti.resources.find(({ unitId }) => unitId === unit.id)
  if (unit.quiz === undefined || copy === undefined) {
    losses.add('It is not a whole quiz.')
    return undefined
  }
  const asked = askedOf(unit, course)
  const known = knownOf(unit, course)
  if (known.length < asked.length)
    losses.add(`Other systems see ${String(known.length)} of its ${String(asked.length)} questions.`)
  if (unit.quiz.draw !== undefined) losses.add('Other systems ask all of its questions instead of drawing some.')
  const items = qti.resources.filter((resource) => copy.dependencies?.includes(resource.id) === true)
  const id = scope.resourceIdOf(unit)
  const copyResource: WrittenResource = {
    id: known.length === 0 ? id : `${id}-copy`,
    type: ASSOCIATED,
    path: copy.path,
    files: [...new Set(items.flatMap((item) => [item.path, ...(item.files ?? [])]))],
  }
  // An assessment of nothing would be none.
  if (known.length === 0) return { parts: [], resources: [copyResource] }
  const path = scope.pathOf(unit)
  const assessment = writeAssessment(
    {
      ...unit.quiz,
      id: unit.id,
      title: unit.title,
      markdown: named(unit.markdown, scope),
      questions: known.map((question) => withPaths(question, scope)),
    },
    fileBase(scope),
  )
  return {
    parts: [{ path, content: assessment }],
    resources: [
      { id, type: 'imsqti_xmlv1p2/imscc_xmlv1p3/assessment', path, hasHref: false, dependencies: [copyResource.id] },
      copyResource,
    ],
  }
}

/** Questions that no quiz asks, as the cartridge’s bank. */
const writeRestOfBank = (scope: Scope): Written => {
  const { course, qti } = scope
  const asked = new Set(course.modules.flatMap((module) => module.units).flatMap(({ quiz }) => quiz?.questionIds ?? []))
  const rest = course.questions.filter(({ id }) => !asked.has(id))
  const nameOf = createQtiNames(course.questions.map(({ id }) => id))
  const copies = qti.resources.filter((resource) => rest.some(({ id }) => resource.id === `item-${nameOf(id)}`))
  const [first] = copies
  if (first === undefined) return { parts: [], resources: [] }
  const copy: WrittenResource = {
    id: 'bank-copy',
    type: ASSOCIATED,
    path: first.path,
    files: [...new Set(copies.flatMap((item) => [item.path, ...(item.files ?? [])]))],
  }
  const known = rest.filter(isInProfile)
  if (known.length === 0) return { parts: [], resources: [copy] }
  const path = 'quizzes/bank.xml'
  return {
    parts: [
      {
        path,
        content: writeBank(
          'bank',
          known.map((question) => withPaths(question, scope)),
          fileBase(scope),
        ),
      },
    ],
    resources: [
      { id: 'bank', type: 'imsqti_xmlv1p2/imscc_xmlv1p3/question-bank', path, hasHref: false, dependencies: [copy.id] },
      copy,
    ],
  }
}

const noteCourseLosses = (course: CoursePackage, log: ExportLog): void => {
  const losses: string[] = []
  if (course.category !== undefined || course.level !== undefined)
    losses.push('Its category and its level have no place in a cartridge.')
  if (course.modules.some(({ units }) => units.length === 0)) losses.push('Modules without units are left out.')
  log.writing({ id: '', title: course.title, type: 'course' }, (noted) => {
    for (const loss of losses) noted.add(loss)
    return course.title
  })
}

const manifestXml = ({ course, resourceIdOf }: Scope, resources: readonly WrittenResource[]): string => {
  const there = new Set(resources.map(({ id }) => id))
  const modules = course.modules
    .filter(({ units }) => units.length > 0)
    .map(({ title, units }, index) => {
      const items = units
        .filter((unit) => there.has(resourceIdOf(unit)))
        .map(
          (unit) =>
            `<item${attributes({ identifier: `item-${resourceIdOf(unit)}`, identifierref: resourceIdOf(unit) })}><title>${escapeXml(unit.title)}</title></item>\n`,
        )
      return `<item${attributes({ identifier: `module-${String(index + 1)}` })}><title>${escapeXml(title)}</title>\n${items.join('')}</item>\n`
    })
  return [
    XML_HEAD,
    '<manifest identifier="manifest" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1" xmlns:lomm="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1 http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_imscp_v1p2_v1p0.xsd http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest http://www.imsglobal.org/profile/cc/ccv1p3/LOM/ccv1p3_lommanifest_v1p0.xsd">\n',
    `<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion>${lomXml({ ...course, language: course.language }, 'lomm:')}</metadata>\n`,
    `<organizations><organization identifier="organization" structure="rooted-hierarchy"><item identifier="root">\n${modules.join('')}</item></organization></organizations>\n`,
    `<resources>\n${resources.map(resourceXml).join('')}</resources>\n</manifest>\n`,
  ].join('')
}
