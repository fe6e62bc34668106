import type { Manifest } from '#manifest/read-manifest.ts'
import { fileNameOf, packagePath } from '#media/package-path.ts'
import type { CoursePackage, PackageQuestion, PackageUnit } from '#model/course-package.ts'
import { createIds } from '#model/ids.ts'
import { UnusableItem } from '#problems.ts'
import type { ReaderDeps } from '#reader-deps.ts'
import type { Zip } from '#zip/read-zip.ts'
import type { ReadXml } from '#zip/zip-texts.ts'
import { titleFromName } from '../question-course.ts'
import { asQti2 } from './qti-tree.ts'
import { takeQtiItem, takeQtiTest, type TakeQtiDeps } from './take-qti.ts'

export interface QtiPackageDeps extends ReaderDeps {
  readonly zip: Zip
  readonly manifest: Manifest | undefined
  readonly readXml: ReadXml
}

/** Reads a package of QTI 2 or 3: its items into the bank, its tests as quizzes. */
export const readQtiPackage = async (deps: QtiPackageDeps): Promise<CoursePackage> => {
  const { zip, manifest, name, shelf } = deps
  const documents = await sortDocuments(deps)
  const text = deps.createText({
    pathOf: (address, from) => packagePath(from, address),
    fileAt: (path) => zip.read(path),
  })
  const scope = { ...deps, text, consumed: new Set<string>() }
  const { questions, idsAt } = await readItems(documents.items, scope)
  const units = await readTests(documents.tests, idsAt, scope)
  await reportRest(documents, scope)
  const title = manifest?.title || (units.length === 1 ? units[0]?.title : undefined) || titleFromName(name)
  return {
    title: title.slice(0, 200),
    description: manifest?.description.slice(0, 5000) ?? '',
    modules: units.length === 0 ? [] : [{ title: title.slice(0, 200), units }],
    questions,
    files: shelf.files,
  }
}

interface Documents {
  readonly items: readonly string[]
  readonly tests: readonly string[]
  /** Read for others’ sake: stimuli, sections, the manifest. */
  readonly helpers: readonly string[]
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[]
}

/** What each XML file of the package is, by its root: manifests are often wrong about it. */
const sortDocuments = async ({ zip, readXml, step }: QtiPackageDeps): Promise<Documents> => {
  const items: string[] = []
  const tests: string[] = []
  const helpers: string[] = []
  const unreadable: { path: string; reason: string }[] = []
  const paths = zip.paths.filter((path) => /\.(xml|qti)$/i.test(path))
  for (const [index, path] of paths.entries()) {
    await step('looking through the package', index, paths.length)
    try {
      const root = await readXml(path)
      const kind = root === undefined ? '' : asQti2({ ...root, children: [] }).name
      if (kind === 'assessmentItem') items.push(path)
      else if (kind === 'assessmentTest') tests.push(path)
      else if (
        ['manifest', 'assessmentStimulus', 'assessmentSection', 'assessmentPassage', 'responseProcessing'].includes(
          kind,
        )
      )
        helpers.push(path)
      else unreadable.push({ path, reason: `It is neither a question nor a test of QTI (“${kind.slice(0, 40)}”).` })
    } catch (error) {
      if (!(error instanceof UnusableItem)) throw error
      unreadable.push({ path, reason: error.message })
    }
  }
  return { items, tests, helpers, unreadable }
}

const readItems = async (paths: readonly string[], deps: TakeQtiDeps) => {
  const { readXml, step } = deps
  const newId = createIds('q')
  const questions: PackageQuestion[] = []
  const idsAt = new Map<string, readonly string[]>()
  for (const [index, path] of paths.entries()) {
    await step('reading questions', index, paths.length)
    const root = await readXml(path)
    if (root === undefined) continue
    const taken = await takeQtiItem(root, path, newId, deps)
    questions.push(...taken)
    idsAt.set(
      path,
      taken.map((question) => question.id),
    )
  }
  return { questions, idsAt }
}

const readTests = async (
  paths: readonly string[],
  idsAt: ReadonlyMap<string, readonly string[]>,
  deps: TakeQtiDeps,
): Promise<readonly PackageUnit[]> => {
  const newId = createIds('unit-')
  const units: PackageUnit[] = []
  for (const path of paths) {
    const root = await deps.readXml(path)
    const unit = root === undefined ? undefined : await takeQtiTest(root, path, newId, { ...deps, idsAt })
    if (unit !== undefined) units.push(unit)
  }
  return units
}

/** Files that no question shows: named, and taken where they can be. */
const reportRest = async (documents: Documents, { zip, shelf, log, consumed }: TakeQtiDeps): Promise<void> => {
  for (const { path, reason } of zip.refused)
    log.add({ id: path, title: fileNameOf(path), type: 'file', status: 'skipped', reason: `Not taken: ${reason}` })
  for (const { path, reason } of documents.unreadable)
    log.add({ id: path, title: fileNameOf(path), type: 'document', status: 'skipped', reason })
  const known = new Set([
    ...documents.items,
    ...documents.tests,
    ...documents.helpers,
    ...documents.unreadable.map(({ path }) => path),
  ])
  for (const path of zip.paths) {
    if (known.has(path) || consumed.has(path) || /\.xsd$/i.test(path)) continue
    const before = shelf.of(path)
    if (before !== undefined && 'id' in before) continue
    await log.taking({ id: path, title: fileNameOf(path), type: 'file' }, async (losses) => {
      const shelved = before ?? (await shelf.add(path, fileNameOf(path), zip.read(path) ?? new Uint8Array()))
      if ('reason' in shelved) throw new UnusableItem(shelved.reason)
      if (shelved.loss !== undefined) losses.add(shelved.loss)
      return { taken: shelved.id, type: 'file' }
    })
  }
}
