import { collections, type AnyDocument, type CollectionName } from '#collections/registry.ts'
import { PREVIOUS_PROTOCOL_VERSION } from './version.ts'

/** Versions of the collections as devices of the previous protocol hold them; those that are left out have not changed since. */
const versionsBefore: Readonly<Partial<Record<CollectionName, number>>> = {}

/**
 * What a device of an earlier protocol sends, as a document of this build (S19): by the same migrations that bring a device's own database up. The server looks at
 * it afterwards as at any other.
 */
export const upgradeDocument = (
  collection: CollectionName,
  document: AnyDocument,
  protocol: number,
  definitions: Readonly<Record<CollectionName, Upgradable>> = collections,
  before: Readonly<Partial<Record<CollectionName, number>>> = versionsBefore,
): AnyDocument => {
  if (protocol !== PREVIOUS_PROTOCOL_VERSION) return document
  const { version, migrations } = definitions[collection]
  let upgraded: AnyDocument = document
  for (let from = before[collection] ?? version; from < version; from += 1)
    upgraded = { ...migrations[from + 1]?.({ ...upgraded }), id: document.id }
  return upgraded
}
interface Upgradable {
  readonly version: number
  readonly migrations: Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>>
}
