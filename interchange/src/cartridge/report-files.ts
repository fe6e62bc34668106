import { fileNameOf } from '#media/package-path.ts'
import { UnusableItem } from '#problems.ts'
import type { CartridgeScope } from './read-cartridge.ts'
import { isHtmlPath, roleOf } from './resource-role.ts'

/** Files of a system’s own, which describe what has been read from elsewhere. */
const settings =
  /(^|\/)(course_settings\/|assignment_settings\.xml$|assessment_meta\.xml$|non_cc_assessments\/|lti_resource_links\/)/

/**
 * Takes the files that no text shows, as files of the course, and names those that can’t be taken. What a unit has been made of, or a text has taken along, is not named
 * again.
 */
export const reportFiles = async (scope: CartridgeScope, unitAt: ReadonlyMap<string, string>): Promise<void> => {
  const { manifest, zip, shelf, log, step, consumed } = scope
  const listed = new Set(
    manifest.resources.flatMap(({ path, files }) => [...(path === undefined ? [] : [path]), ...files]),
  )
  const known = new Set(
    manifest.resources
      .filter((resource) => !['file', 'page', 'associated', 'unknown'].includes(roleOf(resource)))
      .flatMap(({ path, files }) => [
        ...(path === undefined ? [] : [path]),
        ...files.filter((file) => file.endsWith('.xml')),
      ]),
  )
  for (const { path, reason } of zip.refused)
    log.add({ id: path, title: fileNameOf(path), type: 'file', status: 'skipped', reason: `Not taken: ${reason}` })
  for (const [index, path] of zip.paths.entries()) {
    await step('reading files', index, zip.paths.length)
    if (
      /(^|\/)imsmanifest\.xml$/i.test(path) ||
      settings.test(path) ||
      known.has(path) ||
      unitAt.has(path) ||
      consumed.has(path)
    )
      continue
    const title = fileNameOf(path)
    const before = shelf.of(path)
    if (before !== undefined && 'id' in before) continue
    const item = { id: path, title, type: 'file' }
    if (before !== undefined) log.add({ ...item, status: 'skipped', reason: before.reason })
    else if (isHtmlPath(path))
      log.add({ ...item, type: 'page', status: 'skipped', reason: 'It is a part of another page, or of nothing.' })
    else if (!listed.has(path))
      log.add({
        ...item,
        status: 'skipped',
        reason: 'The package’s table of contents does not name it, and nothing shows it.',
      })
    else
      await log.taking(item, async (losses) => {
        const shelved = await shelf.add(path, title, zip.read(path) ?? new Uint8Array())
        if ('reason' in shelved) throw new UnusableItem(shelved.reason)
        if (shelved.loss !== undefined) losses.add(shelved.loss)
        return { taken: shelved.id, type: 'file' }
      })
  }
  for (const path of listed)
    if (!zip.paths.includes(path) && !zip.refused.some((refused) => refused.path === path) && !unitAt.has(path))
      log.add({
        id: path,
        title: fileNameOf(path),
        type: 'file',
        status: 'skipped',
        reason: 'It is named and not in the package.',
      })
}
