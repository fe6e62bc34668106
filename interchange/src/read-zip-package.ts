import { readCartridge } from './cartridge/read-cartridge.ts'
import { readManifest, type Manifest } from './manifest/read-manifest.ts'
import { fileNameOf } from './media/package-path.ts'
import { UnreadablePackage, UnusableItem } from './problems.ts'
import { isQti3 } from './qti/qti-tree.ts'
import { readQtiPackage } from './qti/read-qti-package.ts'
import { readTextPackage } from './read-text-package.ts'
import type { ReadCourse, ReaderDeps } from './reader-deps.ts'
import type { Zip } from './zip/read-zip.ts'
import { createReadXml } from './zip/zip-texts.ts'

/** Reads a zip archive: by its table of contents where it has one, otherwise by what is in it. */
export const readZipPackage = async (whole: Zip, deps: ReaderDeps): Promise<ReadCourse> => {
  if (whole.paths.length > deps.limits.items)
    throw new UnreadablePackage(`The package has more than ${String(deps.limits.items)} files.`)
  const found = whole.paths
    .filter((path) => /(^|\/)imsmanifest\.xml$/i.test(path))
    .toSorted((a, b) => a.split('/').length - b.split('/').length)[0]
  // Somebody has zipped the folder instead of what is in it.
  const zip = found === undefined ? whole : within(whole, found.slice(0, found.lastIndexOf('/') + 1))
  const readXml = createReadXml(zip, deps.limits, deps.step)
  if (found === undefined) return withoutManifest(zip, deps, readXml)
  const manifestPath = fileNameOf(found)
  const root = await readXml(manifestPath)
  if (root === undefined) throw new UnreadablePackage('The package’s table of contents is empty.')
  const manifest = readManifest(root, manifestPath)
  refuseOthers(manifest, zip)
  const scope = { ...deps, zip, manifest, readXml }
  const version = qtiVersion(manifest) ?? (isCartridge(manifest) ? undefined : await sniffQti(zip, readXml))
  if (version !== undefined) return { format: version, course: await readQtiPackage(scope) }
  return { format: isCartridge(manifest) ? 'Common Cartridge' : 'QTI 1.2', course: await readCartridge(scope) }
}

/** What is in a folder of an archive, as if it were the archive. */
const within = (zip: Zip, folder: string): Zip =>
  folder === ''
    ? zip
    : {
        paths: zip.paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length)),
        refused: [
          ...zip.refused,
          ...zip.paths
            .filter((path) => !path.startsWith(folder))
            .map((path) => ({ path, reason: 'it lies beside the package’s own folder' })),
        ],
        read: (path) => zip.read(folder + path),
      }

/** Questions of QTI 1.2 alone are a package of QTI; with anything else it is a cartridge. */
const isCartridge = ({ schema, resources }: Manifest): boolean =>
  /common cartridge/i.test(schema) ||
  resources.some(
    ({ type }) =>
      /\/imscc_|^(imswl|imsdt|imsbasiclti|assignment)_|^webcontent/.test(type) &&
      !type.startsWith('associatedcontent/'),
  ) ||
  !resources.some(({ type }) => type.startsWith('imsqti'))

const qtiVersion = ({ resources }: Manifest): 'QTI 2' | 'QTI 3' | undefined => {
  const types = resources.map(({ type }) => type)
  if (types.some((type) => /^imsqti_(item|test|section|stimulus)_xmlv3/.test(type))) return 'QTI 3'
  return types.some((type) => /^imsqti_(?:\w+_)?xmlv2|^imsqti_apip/.test(type)) ? 'QTI 2' : undefined
}

/** The version of the first item that is found, for packages whose table of contents doesn’t say. */
const sniffQti = async (
  zip: Zip,
  readXml: ReturnType<typeof createReadXml>,
): Promise<'QTI 2' | 'QTI 3' | undefined> => {
  for (const path of zip.paths.filter((each) => /\.xml$/i.test(each) && !/imsmanifest/i.test(each)).slice(0, 20)) {
    try {
      const root = await readXml(path)
      if (root !== undefined && /^(qti-)?assessment-?(item|test)$/i.test(root.name))
        return isQti3(root) ? 'QTI 3' : 'QTI 2'
    } catch (error) {
      if (!(error instanceof UnusableItem)) throw error
    }
  }
  return undefined
}

/** Packages of other kinds that have the same table of contents. */
const refuseOthers = ({ schema, resources }: Manifest, zip: Zip): void => {
  if (
    /scorm/i.test(schema) ||
    resources.some(({ attributes }) => attributes['scormtype'] !== undefined || attributes['scormType'] !== undefined)
  )
    throw new UnreadablePackage(
      'The package is SCORM: a program that runs by itself, of which no pages and questions can be taken.',
    )
  if (resources.some(({ type }) => type.includes('x-bb-')) || zip.paths.includes('.bb-package-info'))
    throw new UnreadablePackage(
      'The package is in Blackboard’s own form; in Blackboard, export the course as a Common Cartridge, or its tests as QTI.',
    )
}

const withoutManifest = async (
  zip: Zip,
  deps: ReaderDeps,
  readXml: ReturnType<typeof createReadXml>,
): Promise<ReadCourse> => {
  const has = (path: string): boolean => zip.paths.includes(path)
  if (has('moodle_backup.xml'))
    throw new UnreadablePackage(
      'The file is a Moodle backup; in Moodle, export the question bank as Moodle XML, or the course as Common Cartridge.',
    )
  if (has('[Content_Types].xml') || has('content.xml'))
    throw new UnreadablePackage('The file is an office document, not a package of a course or of questions.')
  if (has('META-INF/container.xml'))
    throw new UnreadablePackage('The file is a book (EPUB), not a package of a course or of questions.')
  if (has('h5p.json')) throw new UnreadablePackage('The file is interactive H5P content, which is not read here.')
  const version = await sniffQti(zip, readXml)
  if (version !== undefined)
    return { format: version, course: await readQtiPackage({ ...deps, zip, manifest: undefined, readXml }) }
  const texts = zip.paths.filter((path) => /\.(xml|txt|gift)$/i.test(path))
  const [only] = texts
  const bytes = texts.length === 1 && only !== undefined ? zip.read(only) : undefined
  if (bytes !== undefined) {
    const read = await readTextPackage(bytes, deps)
    for (const path of zip.paths.filter((each) => each !== only))
      deps.log.add({ id: path, title: path, type: 'file', status: 'skipped', reason: 'The questions do not name it.' })
    for (const { path, reason } of zip.refused)
      deps.log.add({ id: path, title: path, type: 'file', status: 'skipped', reason: `Not taken: ${reason}` })
    return read
  }
  throw new UnreadablePackage(
    'The zip archive has no table of contents (imsmanifest.xml) and no questions of a known form.',
  )
}
