import { z } from 'zod'
import { markdownToHtml, type ExportedFile } from '#html/markdown-to-html.ts'
import { OWN_NAME, readOwn, writeOwn } from '#model/own-notes.ts'
import { attributes, escapeXml, XML_HEAD } from '#xml/write-xml.ts'
import { childAt, textOf, type XmlElement } from '#xml/xml-node.ts'
import { isSame } from '#qti/read-own-item.ts'

export const ownAssignment = z.object({
  markdown: z.string().max(200_000),
  minutes: z.number().int().min(0),
  points: z.number().min(0),
  dueAt: z.number().int().min(0).optional(),
})
export type OwnAssignment = z.infer<typeof ownAssignment>

export interface WrittenAssignment {
  readonly id: string
  readonly title: string
  /** Names files and units by their paths. */
  readonly own: OwnAssignment
}

export interface AssignmentPlaces {
  readonly fileAt: (path: string) => ExportedFile | undefined
  readonly unitHrefOf: (path: string) => string | undefined
}

/** An assignment as Common Cartridge 1.3 has it. */
export const writeAssignment = (
  { id, title, own }: WrittenAssignment,
  { fileAt, unitHrefOf }: AssignmentPlaces,
): string =>
  [
    XML_HEAD,
    `<assignment xmlns="http://www.imsglobal.org/xsd/imscc_extensions/assignment"${attributes({ identifier: id })}>\n`,
    `<title>${escapeXml(title)}</title>\n`,
    `<text texttype="text/html">${escapeXml(markdownToHtml(own.markdown, { fileOf: fileAt, unitHrefOf }))}</text>\n`,
    `<gradable${attributes({ points_possible: own.points })}>true</gradable>\n`,
    '<submission_formats><format type="text"/></submission_formats>\n',
    `<extensions platform="${OWN_NAME}"><note>${escapeXml(writeOwn(own))}</note></extensions>\n`,
    '</assignment>\n',
  ].join('')

/** What EduTrack noted in an assignment, where it still says it. */
export const readOwnAssignment = async (
  root: XmlElement,
  places: AssignmentPlaces,
  parse: (xml: string) => Promise<XmlElement>,
): Promise<OwnAssignment | undefined> => {
  const note = ownAssignmentNote(root)
  const own = note === undefined ? undefined : readOwn(ownAssignment, note)
  if (own === undefined) return undefined
  const written = writeAssignment(
    { id: root.attributes['identifier'] ?? '', title: textOf(childAt(root, 'title')), own },
    places,
  )
  return isSame(await parse(written), root) ? own : undefined
}

export const ownAssignmentNote = (root: XmlElement): string | undefined => {
  const note = childAt(root, 'extensions', 'note')
  return note === undefined ? undefined : textOf(note)
}
