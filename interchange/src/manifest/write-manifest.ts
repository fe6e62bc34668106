import { pathToAddress } from '#media/package-path.ts'
import { attributes, escapeXml } from '#xml/write-xml.ts'

export interface WrittenResource {
  readonly id: string
  readonly type: string
  readonly path: string
  readonly files?: readonly string[]
  readonly dependencies?: readonly string[]
  /** Whether the main file stands in `href`: assessments of cartridges have it in `<file>` alone. */
  readonly hasHref?: boolean
  readonly intendedUse?: string
}

export const resourceXml = ({
  id,
  type,
  path,
  files = [],
  dependencies = [],
  hasHref = true,
  intendedUse,
}: WrittenResource): string =>
  `<resource${attributes({ identifier: id, type, href: hasHref ? pathToAddress(path) : undefined, intendeduse: intendedUse })}>` +
  [path, ...files.filter((file) => file !== path)]
    .map((file) => `<file${attributes({ href: pathToAddress(file) })}/>`)
    .join('') +
  dependencies.map((dependency) => `<dependency${attributes({ identifierref: dependency })}/>`).join('') +
  '</resource>\n'

/** The words of a course as LOM keeps them, in the names of one vocabulary. */
export const lomXml = (
  {
    title,
    description,
    language,
  }: { readonly title: string; readonly description: string; readonly language: string | undefined },
  prefix: string,
): string => {
  const tag = (name: string, inside: string): string => `<${prefix}${name}>${inside}</${prefix}${name}>`
  const words = (text: string): string => tag('string', escapeXml(text))
  return tag(
    'lom',
    tag(
      'general',
      tag('title', words(title)) +
        (language === undefined ? '' : tag('language', escapeXml(language))) +
        (description === '' ? '' : tag('description', words(description))),
    ),
  )
}
