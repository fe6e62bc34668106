import { escapeHref } from '#html/escape-markdown.ts'
import { parseHtml } from '#html/parse-html.ts'
import type { Losses } from '#losses.ts'
import { fileNameOf, relativePath } from '#media/package-path.ts'
import { idOnShelf, roleOnShelf, shelve } from '#media/shelve.ts'
import { encodeFileId, fileIdsIn, withFileIds, withUnitIds } from '#model/file-references.ts'
import { ownPage, readOwn } from '#model/own-notes.ts'
import { fileAtPath } from '#qti/read-own-item.ts'
import { parseXml } from '#xml/parse-xml.ts'
import type { PackageUnit } from '#model/course-package.ts'
import { UnusableItem } from '#problems.ts'
import {
  childNamed,
  descendantsNamed,
  isElement,
  textAt,
  textOf,
  type XmlElement,
  type XmlNode,
} from '#xml/xml-node.ts'
import { readText } from '#zip/read-zip.ts'
import { assignmentSettings, withCanvasSettings } from './canvas-settings.ts'
import { ownAssignment, ownAssignmentNote, readOwnAssignment, type OwnAssignment } from './own-assignment.ts'
import { noteOf, readOwnPage } from './own-page.ts'
import type { PlannedUnit } from './plan-units.ts'
import { readQuizCopy } from './quiz-copy.ts'
import type { CartridgeScope } from './read-cartridge.ts'
import { isHtmlPath, roleOf } from './resource-role.ts'

/** A planned unit with its main file’s path. */
type UnitSource = PlannedUnit & { readonly path: string }

/** Makes a unit of a resource. Throws `UnusableItem` with the reason for one that has no place here. */
export const readUnit = async (source: UnitSource, scope: CartridgeScope, losses: Losses): Promise<PackageUnit> => {
  const { resource, path } = source
  switch (roleOf(resource)) {
    case 'page':
      return pageOf(source, scope, losses)
    case 'file':
      return fileOf(source, scope, losses)
    case 'web-link':
      return webLinkOf(source, scope)
    case 'assignment':
      return assignmentOf(source, scope, losses)
    case 'quiz':
      return quizOf(source, scope, losses)
    case 'associated':
      return associatedOf(source, scope, losses)
    case 'discussion':
      throw new UnusableItem('It is a topic to discuss; discussions are begun here anew.')
    case 'tool':
      throw new UnusableItem('It opens another program (an LTI tool), which is not connected here.')
    default:
      throw new UnusableItem(
        `There is nothing here for resources of the type “${(resource.type || path).slice(0, 60)}”.`,
      )
  }
}

interface Page {
  readonly html: string
  readonly title: string
  readonly language: string
  readonly body: readonly XmlNode[]
  readonly head: readonly XmlElement[]
}

const htmlAt = (path: string, { zip, limits }: CartridgeScope): Page => {
  const html = readText(zip, path, limits.xmlBytes)
  if (html === undefined) throw new UnusableItem('Its file is not in the package.')
  const nodes = parseHtml(html, limits)
  const root: XmlElement = { name: '#root', attributes: {}, children: nodes }
  const [body] = descendantsNamed(root, 'body')
  return {
    html,
    title: textOf(descendantsNamed(root, 'title')[0]),
    language: descendantsNamed(root, 'html')[0]?.attributes['lang'] ?? '',
    body: body?.children ?? nodes.filter((node) => !isElement(node) || node.name !== 'head'),
    head: descendantsNamed(root, 'meta'),
  }
}

/** A page that EduTrack wrote, as it was. */
const ownPageOf = async (
  page: Page,
  path: string,
  scope: CartridgeScope,
): Promise<Omit<PackageUnit, 'id' | 'title'> | undefined> => {
  const note = noteOf(page.head)
  const noted = note === undefined ? undefined : readOwn(ownPage, note)
  if (noted === undefined) return undefined
  const { video } = noted
  await shelve(
    [...fileIdsIn(noted.markdown), ...(video === undefined ? [] : [video.file, video.captions ?? ''])],
    scope,
  )
  const own = readOwnPage(page.html, page.head, page, {
    path,
    fileAt: fileAtPath(path, (place) => roleOnShelf(place, scope.shelf)),
  })
  if (own === undefined) return undefined
  const fileId = video === undefined ? undefined : idOnShelf(video.file, scope.shelf)
  const captionsFileId = video?.captions === undefined ? undefined : idOnShelf(video.captions, scope.shelf)
  if (own.kind === 'video' && fileId === undefined) return undefined
  return {
    kind: own.kind,
    minutes: own.minutes,
    markdown: placed(own.markdown, scope),
    ...(fileId === undefined ? {} : { video: { fileId, ...(captionsFileId === undefined ? {} : { captionsFileId }) } }),
  }
}

/** Files and units by their ids in this course, for a text that names them by their paths. */
const placed = (markdown: string, { shelf, unitAt }: CartridgeScope): string =>
  withUnitIds(
    withFileIds(markdown, (place) => idOnShelf(place, shelf)),
    unitAt,
  )

const pageOf = async ({ id, title, path }: UnitSource, scope: CartridgeScope, losses: Losses): Promise<PackageUnit> => {
  const page = htmlAt(path, scope)
  const own = await ownPageOf(page, path, scope)
  if (own !== undefined) return { ...own, id, title: titled(title, page.title) }
  const markdown = await scope.text.markdown(page.body, path, losses)
  return {
    id,
    kind: 'page',
    title: titled(title, page.title, fileNameOf(path)),
    minutes: minutesOf(markdown),
    markdown,
  }
}

/** A film is a unit of its own; other files stand on a page. */
const fileOf = async (
  { id, title, path }: UnitSource,
  { zip, shelf }: CartridgeScope,
  losses: Losses,
): Promise<PackageUnit> => {
  const bytes = zip.read(path)
  if (bytes === undefined) throw new UnusableItem('Its file is not in the package.')
  const shelved = await shelf.add(path, fileNameOf(path), bytes)
  if ('reason' in shelved) throw new UnusableItem(shelved.reason)
  if (shelved.loss !== undefined) losses.add(shelved.loss)
  const name = titled(title, '', fileNameOf(path))
  if (shelved.role === 'video')
    return { id, kind: 'video', title: name, minutes: 0, markdown: '', video: { fileId: shelved.id } }
  const isShown = shelved.role === 'image' || shelved.role === 'audio'
  const label = name.replace(/[\\[\]]/g, '\\$&')
  return { id, kind: 'page', title: name, minutes: 1, markdown: `${isShown ? '!' : ''}[${label}](file:${shelved.id})` }
}

const webLinkOf = async ({ id, title, path }: UnitSource, { readXml }: CartridgeScope): Promise<PackageUnit> => {
  const root = await readXml(path)
  const address = childNamed(root, 'url')?.attributes['href']?.trim() ?? ''
  if (!/^https?:\/\//i.test(address)) throw new UnusableItem('Its address leads nowhere.')
  const name = titled(title, textAt(root, 'title'), address)
  const label = name.replace(/[\\[\]*_`<$]/g, '\\$&')
  return {
    id,
    kind: 'page',
    title: name,
    minutes: 1,
    markdown: `[${label}](${escapeHref(encodeURI(decodeSafely(address)))})`,
  }
}

const decodeSafely = (address: string): string => {
  try {
    return decodeURI(address)
  } catch {
    return address.replaceAll('%', '%25')
  }
}

const assignmentOf = async (source: UnitSource, scope: CartridgeScope, losses: Losses): Promise<PackageUnit> => {
  const root = await scope.readXml(source.path)
  if (root === undefined) throw new UnusableItem('Its file is not in the package.')
  const own = await ownAssignmentOf(root, source.path, scope)
  if (own === undefined) return assignmentUnit(source, root, assignmentSettings(root).html, scope, losses)
  const { points, dueAt, markdown, minutes } = own
  const title = titled(source.title, textAt(root, 'title'), 'Assignment')
  const assignment = { points, ...(dueAt === undefined ? {} : { dueAt }) }
  return { id: source.id, kind: 'assignment', title, minutes, markdown: placed(markdown, scope), assignment }
}

const ownAssignmentOf = async (
  root: XmlElement,
  path: string,
  scope: CartridgeScope,
): Promise<OwnAssignment | undefined> => {
  const note = ownAssignmentNote(root)
  const noted = note === undefined ? undefined : readOwn(ownAssignment, note)
  if (noted === undefined) return undefined
  await shelve(fileIdsIn(noted.markdown), scope)
  const places = {
    fileAt: fileAtPath(path, (place) => roleOnShelf(place, scope.shelf)),
    unitHrefOf: (place: string) => encodeFileId(relativePath(path, place)),
  }
  return readOwnAssignment(root, places, (xml) => parseXml(xml, scope.limits, scope.step))
}

const assignmentUnit = async (
  { id, title, path }: UnitSource,
  root: XmlElement,
  html: string | readonly XmlNode[],
  { text }: CartridgeScope,
  losses: Losses,
): Promise<PackageUnit> => {
  const settings = assignmentSettings(root)
  const { formats } = settings
  if (formats.includes('external_tool'))
    throw new UnusableItem('It opens another program (an LTI tool), which is not connected here.')
  if (formats.some((format) => /file|upload|recording/.test(format)))
    losses.add('Files can’t be handed in here: it is answered with a text.')
  const markdown = await text.markdown(html, path, losses)
  return {
    id,
    kind: 'assignment',
    title: titled(title, settings.title, 'Assignment'),
    minutes: Math.max(10, minutesOf(markdown)),
    markdown,
    assignment: { points: settings.points, ...(settings.dueAt === undefined ? {} : { dueAt: settings.dueAt }) },
  }
}

/** Canvas keeps assignments as a page with settings beside it. */
const associatedOf = async (source: UnitSource, scope: CartridgeScope, losses: Losses): Promise<PackageUnit> => {
  const copy = await readQuizCopy(source.resource, source.id, scope, losses)
  if (copy !== undefined) return source.title === '' ? copy : { ...copy, title: source.title.slice(0, 200) }
  const settings = source.resource.files.find((file) => file.endsWith('assignment_settings.xml'))
  const page = source.resource.files.find(isHtmlPath) ?? source.path
  const root = settings === undefined ? undefined : await scope.readXml(settings)
  if (root !== undefined)
    return assignmentUnit({ ...source, path: page }, root, htmlAt(page, scope).body, scope, losses)
  if (isHtmlPath(page)) return pageOf({ ...source, path: page }, scope, losses)
  return fileOf(source, scope, losses)
}

const quizOf = async (source: UnitSource, scope: CartridgeScope, losses: Losses): Promise<PackageUnit> => {
  const { resource, path } = source
  const copy = await readQuizCopy(resource, source.id, scope, losses)
  if (copy !== undefined) return source.title === '' ? copy : { ...copy, title: source.title.slice(0, 200) }
  const helpers = resource.dependencies.flatMap((id) => scope.resourceOf(id) ?? [])
  const files = [
    ...resource.files,
    ...helpers.flatMap((helper) => [...(helper.path === undefined ? [] : [helper.path]), ...helper.files]),
  ]
  // Canvas’ own copy is whole; that of the cartridge has only what the profile knows.
  const whole = [`non_cc_assessments/${resource.id}.xml.qti`, ...files.filter((file) => file.endsWith('.xml.qti'))]
  let read = undefined
  for (const place of [...whole, path]) read ??= await scope.qtiAt(place)
  const [assessment] = read?.assessments ?? []
  if (assessment === undefined)
    throw new UnusableItem(
      read === undefined ? 'Its questions are not in the package.' : 'It is a bank of questions, not a quiz.',
    )
  const quiz = { ...(await assessment.quiz(losses)), id: source.id }
  const unit = source.title === '' ? quiz : { ...quiz, title: source.title.slice(0, 200) }
  const metaPath = files.find((file) => file.endsWith('assessment_meta.xml'))
  const meta = metaPath === undefined ? undefined : await scope.readXml(metaPath)
  return meta === undefined
    ? unit
    : withCanvasSettings(unit, meta, { text: scope.text, from: metaPath ?? path, losses })
}

const titled = (...titles: readonly string[]): string =>
  (titles.map((title) => title.replace(/\s+/g, ' ').trim()).find((title) => title !== '') ?? 'Untitled').slice(0, 200)

/** How long a text takes to read, at 200 words a minute. */
const minutesOf = (markdown: string): number => Math.max(1, Math.round(markdown.split(/\s+/).length / 200))
