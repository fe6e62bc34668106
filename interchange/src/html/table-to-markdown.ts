import { nodesToXml } from '#xml/write-xml.ts'
import {
  childrenNamed,
  descendantsNamed,
  elementsOf,
  isElement,
  textOf,
  type XmlElement,
  type XmlNode,
} from '#xml/xml-node.ts'
import type { HtmlContext } from './html-context.ts'
import { isRemoved, noteLosses } from './html-vocabulary.ts'
import { inlineMarkdown } from './inline-markdown.ts'
import { oneLine } from './one-line.ts'
import { texInText } from './tex-in-text.ts'

/**
 * A table as Markdown's. One that only arranges blocks on a page gives its blocks one after another; one with merged cells stays HTML where nothing in it needs
 * Markdown, otherwise its cells are split.
 */
export const tableToMarkdown = (
  table: XmlElement,
  context: HtmlContext,
  blocksOf: (nodes: readonly XmlNode[], context: HtmlContext) => readonly string[],
): readonly string[] => {
  noteLosses(table, context)
  const rows = rowsOf(table)
  const cells = rows.map(cellsOf)
  const columns = cells.reduce((most, row) => Math.max(most, row.length), 0)
  if (columns === 0) return []
  const caption = childrenNamed(table, 'caption')[0]
  const title = caption === undefined ? '' : inlineMarkdown(caption.children, context, 'heading')
  const head = title === '' ? [] : [`**${title}**`]
  if (isLayout(cells, columns)) return [...head, ...cells.flat().flatMap(({ children }) => blocksOf(children, context))]
  const isMerged = cells
    .flat()
    .some(({ attributes }) => span(attributes['colspan']) > 1 || span(attributes['rowspan']) > 1)
  if (isMerged && !needsMarkdown(table)) return [...head, htmlTable(rows)]
  if (isMerged) context.losses.add('Merged cells of a table were split.')
  const width = widest(cells)
  if (columns > width) context.losses.add(`Columns of a table beyond the ${String(WIDEST)}th are not kept.`)
  const lines = cells.map((row) => {
    const texts = row.flatMap((cell) => {
      noteLosses(cell, context)
      return [cellMarkdown(cell, context), ...Array.from({ length: span(cell.attributes['colspan']) - 1 }, () => '')]
    })
    return `| ${Array.from({ length: width }, (_, column) => texts[column] ?? '').join(' | ')} |`
  })
  const rule = `|${Array.from({ length: width }, (_, column) => alignment(cells, column)).join('|')}|`
  return [...head, [lines[0], rule, ...lines.slice(1)].join('\n')]
}

const rowsOf = (table: XmlElement): readonly XmlElement[] =>
  elementsOf(table).flatMap((part) =>
    part.name === 'tr' ? [part] : ['thead', 'tbody', 'tfoot'].includes(part.name) ? childrenNamed(part, 'tr') : [],
  )

const cellsOf = (row: XmlElement): readonly XmlElement[] =>
  elementsOf(row).filter(({ name }) => name === 'td' || name === 'th')

const span = (value: string | undefined): number => Math.min(50, Math.max(1, Math.floor(Number(value ?? 1)) || 1))

/** Columns, those that a wide cell covers too. A table is no wider than a screen could show. */
const widest = (cells: readonly (readonly XmlElement[])[]): number =>
  Math.min(
    WIDEST,
    cells.reduce(
      (most, row) =>
        Math.max(
          most,
          row.reduce((sum, { attributes }) => sum + span(attributes['colspan']), 0),
        ),
      0,
    ),
  )
const WIDEST = 100

const isLayout = (cells: readonly (readonly XmlElement[])[], columns: number): boolean => {
  const all = cells.flat()
  if (all.some(({ name }) => name === 'th')) return false
  const isAlone = columns === 1 || cells.length === 1
  return (
    isAlone &&
    (all.length === 1 ||
      all.some((cell) => descendantsNamed(cell, 'p', 'ul', 'ol', 'table', 'h1', 'h2', 'h3', 'h4', 'pre').length > 1))
  )
}

/** A formula, a picture or a link to a file of the package would not be seen within HTML. */
const needsMarkdown = (table: XmlElement): boolean =>
  descendantsNamed(table, 'img', 'math', 'svg', 'a', 'video', 'audio', 'object', 'iframe', 'script', '#markdown')
    .length > 0 || texInText(textOf(table)).some((part) => 'tex' in part)

const kept = new Set('tr td th p br strong b em i sub sup u code ul ol li span div'.split(' '))

const htmlTable = (rows: readonly XmlElement[]): string =>
  `<table>${nodesToXml(clean(rows)).replace(/\s+/g, ' ')}</table>`

const clean = (nodes: readonly XmlNode[]): readonly XmlNode[] =>
  nodes.flatMap((node): readonly XmlNode[] => {
    if (!isElement(node)) return [node]
    if (isRemoved(node.name)) return []
    const children = clean(node.children)
    if (!kept.has(node.name)) return children
    const attributes = Object.fromEntries(
      Object.entries(node.attributes).filter(([name]) => ['colspan', 'rowspan', 'scope'].includes(name)),
    )
    return [{ name: node.name, attributes, children }]
  })

const cellMarkdown = (cell: XmlElement, context: HtmlContext): string =>
  inlineMarkdown(oneLine(cell.children), context, 'cell')

const alignment = (cells: readonly (readonly XmlElement[])[], column: number): string => {
  const aligns = cells.map((row) => {
    const { align, style } = row[column]?.attributes ?? {}
    return (align ?? /text-align:\s*(left|center|right)/.exec(style ?? '')?.[1] ?? '').toLowerCase()
  })
  const [first = ''] = aligns
  if (!aligns.every((align) => align === first)) return '---'
  return first === 'center' ? ':-:' : first === 'right' ? '--:' : first === 'left' ? ':--' : '---'
}
