import type { PackageText } from '#html/package-text.ts'
import type { Manifest, Resource } from '#manifest/read-manifest.ts'
import type { CoursePackage, PackageModule, PackageQuestion, PackageUnit } from '#model/course-package.ts'
import { createIds } from '#model/ids.ts'
import type { ReaderDeps } from '#reader-deps.ts'
import { readQti1, type Qti1Read } from '#qti1/read-qti1.ts'
import { UnusableItem } from '#problems.ts'
import type { Zip } from '#zip/read-zip.ts'
import type { ReadXml } from '#zip/zip-texts.ts'
import { titleFromName } from '../question-course.ts'
import { createCartridgePaths } from './cartridge-places.ts'
import { planUnits, type PlannedUnit } from './plan-units.ts'
import { isItem, takeBankCopy } from './quiz-copy.ts'
import { readUnit } from './read-unit.ts'
import { reportFiles } from './report-files.ts'
import { roleOf } from './resource-role.ts'

export interface CartridgeDeps extends ReaderDeps {
  readonly zip: Zip
  readonly manifest: Manifest
  readonly readXml: ReadXml
}

/** What reading the units of a cartridge works with. */
export interface CartridgeScope extends CartridgeDeps {
  readonly text: PackageText
  readonly resourceOf: (id: string) => Resource | undefined
  /** The questions of a document; each document is read once. */
  readonly qtiAt: (path: string) => Promise<Qti1Read | undefined>
  /** Takes questions into the course’s bank that came another way. */
  readonly addQuestions: (questions: readonly PackageQuestion[]) => void
  readonly newQuestionId: (wished?: string) => string
  /** Items of QTI 3 that lie beside quizzes, by path: the questions that they have become. */
  readonly itemsAt: Map<string, readonly string[]>
  /** The unit that a path becomes. */
  readonly unitAt: (path: string) => string | undefined
  /** Files that have been read as something else than files. */
  readonly consumed: Set<string>
}

/** Reads a Common Cartridge (1.0–1.3), or a package of QTI 1.2, with the habits of Canvas, Blackboard, Moodle and others. */
export const readCartridge = async (deps: CartridgeDeps): Promise<CoursePackage> => {
  const { zip, manifest, readXml, log, step, name } = deps
  const there = new Set(zip.paths)
  const title = manifest.title.slice(0, 200) || titleFromName(name)
  const byId = new Map(manifest.resources.map((resource) => [resource.id, resource]))
  const helpers = new Set(
    manifest.resources
      .filter((resource) => roleOf(resource) !== 'associated')
      .flatMap(({ dependencies }) => dependencies),
  )
  const plan = planUnits(
    manifest,
    title,
    (resource) => helpers.has(resource.id) && ['file', 'page', 'associated'].includes(roleOf(resource)),
  )
  const text = deps.createText({
    pathOf: createCartridgePaths(manifest, (path) => there.has(path)),
    fileAt: (path) => zip.read(path),
    unitAt: (path) => plan.linkAt.get(path),
  })
  const questions: PackageQuestion[] = []
  const newQuestionId = createIds('q')
  const banks = new Map<string, readonly string[]>()
  const readings = new Map<string, Qti1Read | undefined>()
  const scope: CartridgeScope = {
    ...deps,
    text,
    resourceOf: (id) => byId.get(id),
    addQuestions: (more) => void questions.push(...more),
    newQuestionId,
    itemsAt: new Map(),
    unitAt: (path) => plan.unitAt.get(path),
    consumed: new Set(),
    qtiAt: async (path) => {
      if (readings.has(path)) return readings.get(path)
      const root = await readXml(path)
      const read =
        root?.name === 'questestinterop'
          ? await readQti1(root, {
              log,
              step,
              limits: deps.limits,
              text,
              from: path,
              newQuestionId,
              bankOf: (ident) => banks.get(ident) ?? [],
            })
          : undefined
      readings.set(path, read)
      questions.push(...(read?.questions ?? []))
      for (const [ident, ids] of read?.banks ?? []) banks.set(ident, ids)
      return read
    },
  }
  await readBanks(scope)
  const modules: PackageModule[] = []
  const all = plan.modules.reduce((sum, module) => sum + module.units.length, 0)
  let done = 0
  for (const module of plan.modules) {
    const units: PackageUnit[] = []
    for (const planned of module.units) {
      await step(`reading ${planned.title}`, done, all)
      done += 1
      const unit = await takeUnit(planned, scope)
      if (unit !== undefined) units.push(unit)
    }
    if (units.length > 0) modules.push({ title: module.title, units })
  }
  for (const { id, title: line, isMissing } of plan.empty)
    log.add({
      id,
      title: line,
      type: isMissing ? 'outline entry' : 'heading',
      status: 'skipped',
      reason: isMissing ? 'What it leads to is not in the package.' : 'It is a heading with nothing under it.',
    })
  await reportFiles(scope, plan.unitAt)
  return {
    title,
    description: manifest.description.slice(0, 5000),
    ...(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(manifest.language) ? { language: manifest.language } : {}),
    modules: tidyModules(modules),
    questions,
    files: deps.shelf.files,
  }
}

/** Banks come before quizzes, which may draw from them. */
const readBanks = async (scope: CartridgeScope): Promise<void> => {
  const { manifest, readXml, log } = scope
  for (const resource of manifest.resources) {
    const role = roleOf(resource)
    const path = resource.path ?? resource.files[0] ?? ''
    if (role !== 'bank' && (role !== 'associated' || !/\.(xml|qti)$/.test(path))) continue
    try {
      if (role === 'bank' && (await takeBankCopy(resource, scope))) continue
      const root = await readXml(path)
      if (root !== undefined && isItem(root)) {
        await takeBankCopy(resource, scope)
        continue
      }
      if (root?.children.some((child) => typeof child !== 'string' && child.name === 'objectbank') === true)
        await scope.qtiAt(path)
    } catch (error) {
      if (!(error instanceof UnusableItem)) throw error
      log.add({ id: resource.id, title: path, type: 'question bank', status: 'skipped', reason: error.message })
    }
  }
}

const takeUnit = (planned: PlannedUnit, scope: CartridgeScope): Promise<PackageUnit | undefined> => {
  const { id, title, resource } = planned
  const path = resource.path ?? resource.files[0] ?? ''
  const source = {
    id: resource.id,
    title: title || path,
    type: roleOf(resource) === 'unknown' ? resource.type : roleOf(resource).replace('-', ' '),
  }
  return scope.log.taking(source, async (losses) => {
    const unit = await readUnit({ ...planned, id, path }, scope, losses)
    if (unit.markdown.length > 200_000) throw new UnusableItem('Its text is longer than 200,000 characters.')
    return { taken: unit, type: unit.kind, title: unit.title }
  })
}

const MOST_MODULES = 100
const MOST_UNITS = 200

/** No more modules than a course has, and no more units than a module has: long ones go on in another of the same name. */
const tidyModules = (modules: readonly PackageModule[]): readonly PackageModule[] => {
  const cut = modules.flatMap(({ title, units }) =>
    Array.from({ length: Math.ceil(units.length / MOST_UNITS) }, (_, index) => ({
      title,
      units: units.slice(index * MOST_UNITS, (index + 1) * MOST_UNITS),
    })),
  )
  if (cut.length <= MOST_MODULES) return cut
  const rest = cut.slice(MOST_MODULES - 1).flatMap(({ units }) => units)
  return [...cut.slice(0, MOST_MODULES - 1), ...tidyModules([{ title: 'More', units: rest }]).slice(0, 1)]
}
