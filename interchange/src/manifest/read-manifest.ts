import { packagePath } from '#media/package-path.ts'
import { childNamed, childrenNamed, descendantsNamed, textAt, textOf, type XmlElement } from '#xml/xml-node.ts'

/** The table of contents of an IMS package (QTI, Common Cartridge), with paths from the package's root. */
export interface Manifest {
  readonly title: string
  readonly description: string
  readonly language: string
  readonly schema: string
  readonly schemaVersion: string
  readonly resources: readonly Resource[]
  /** The outline; empty in packages of nothing but questions. */
  readonly outline: readonly OutlineItem[]
}

export interface Resource {
  readonly id: string
  readonly type: string
  /** The main file's path. */
  readonly path?: string
  readonly files: readonly string[]
  readonly dependencies: readonly string[]
  /** `intendeduse`, and what else systems note. */
  readonly attributes: XmlElement['attributes']
}

export interface OutlineItem {
  readonly id: string
  readonly title: string
  readonly resourceId?: string
  readonly children: readonly OutlineItem[]
}

export const readManifest = (root: XmlElement, manifestPath: string): Manifest => {
  const metadata = childNamed(root, 'metadata')
  const lom = childNamed(metadata, 'lom')
  const general = childNamed(lom, 'general')
  const organizations = childNamed(root, 'organizations')
  const wanted = organizations?.attributes['default']
  const all = childrenNamed(organizations, 'organization')
  const organization = all.find(({ attributes }) => attributes['identifier'] === wanted) ?? all[0]
  const resources = childNamed(root, 'resources')
  const folder = placed(placed(manifestPath, root), resources)
  return {
    title: lomText(general, 'title') || textAt(organization, 'title'),
    description: lomText(general, 'description'),
    language: textAt(general, 'language'),
    schema: textAt(metadata, 'schema'),
    schemaVersion: textAt(metadata, 'schemaversion'),
    resources: childrenNamed(resources, 'resource').map((resource) => readResource(resource, folder)),
    outline: outlineOf(organization),
  }
}

/** The first words of a LOM field in whatever way it notes languages: `string`, `langstring`. */
const lomText = (general: XmlElement | undefined, name: string): string => {
  const field = childNamed(general, name)
  const [words] = descendantsNamed(field, 'string', 'langstring')
  return textOf(words ?? field).trim()
}

/** `xml:base` moves the place from which addresses count. */
const placed = (from: string, at: XmlElement | undefined): string => {
  const base = at?.attributes['base']
  return base === undefined || base === ''
    ? from
    : (packagePath(from, base.endsWith('/') ? `${base}.` : base) ?? from).concat('/-')
}

const readResource = (resource: XmlElement, from: string): Resource => {
  const { attributes } = resource
  const place = placed(from, resource)
  const path = attributes['href'] === undefined ? undefined : packagePath(place, attributes['href'])
  return {
    id: attributes['identifier'] ?? '',
    type: attributes['type'] ?? '',
    ...(path === undefined || path === '' ? {} : { path }),
    files: childrenNamed(resource, 'file').flatMap(({ attributes: { href } }) => {
      const file = href === undefined ? undefined : packagePath(place, href)
      return file === undefined || file === '' ? [] : [file]
    }),
    dependencies: childrenNamed(resource, 'dependency').flatMap(({ attributes: { identifierref } }) =>
      identifierref === undefined ? [] : [identifierref],
    ),
    attributes,
  }
}

/** A cartridge has one root item without a title around its outline. */
const outlineOf = (organization: XmlElement | undefined): readonly OutlineItem[] => {
  const items = childrenNamed(organization, 'item').map(readOutlineItem)
  const [only] = items
  return items.length === 1 && only !== undefined && only.title === '' && only.resourceId === undefined
    ? only.children
    : items
}

const readOutlineItem = (item: XmlElement): OutlineItem => {
  const { identifier = '', identifierref } = item.attributes
  return {
    id: identifier,
    title: textAt(item, 'title').replace(/\s+/g, ' '),
    ...(identifierref === undefined || identifierref === '' ? {} : { resourceId: identifierref }),
    children: childrenNamed(item, 'item').map(readOutlineItem),
  }
}
