import { markdownToHtml, type ExportedFile } from '#html/markdown-to-html.ts'
import { encodeFileId } from '#model/file-references.ts'
import { relativePath } from '#media/package-path.ts'
import type { PackageUnit } from '#model/course-package.ts'
import { OWN_NAME, ownPage, readOwn, writeOwn, type OwnPage } from '#model/own-notes.ts'
import { escapeXml } from '#xml/write-xml.ts'
import type { XmlElement } from '#xml/xml-node.ts'

/** A page as a web page of a cartridge. `page` names files and units by their paths. */
export interface WrittenPage {
  readonly title: string
  readonly language: string
  readonly own: OwnPage
}

export interface PagePlaces {
  /** The page's own path. */
  readonly path: string
  readonly fileAt: (path: string) => ExportedFile | undefined
}

export const writePage = ({ title, language, own }: WrittenPage, { path, fileAt }: PagePlaces): string => {
  const text = markdownToHtml(own.markdown, {
    fileOf: fileAt,
    unitHrefOf: (place) => encodeFileId(relativePath(path, place)),
  })
  return [
    '<!DOCTYPE html>\n',
    `<html xmlns="http://www.w3.org/1999/xhtml" lang="${escapeXml(language)}">\n<head>\n<meta charset="utf-8"/>\n`,
    `<title>${escapeXml(title)}</title>\n`,
    `<meta name="${OWN_NAME}" content="${escapeXml(writeOwn(own))}"/>\n`,
    `</head>\n<body>\n${videoHtml(own, fileAt)}${text}\n</body>\n</html>\n`,
  ].join('')
}

const videoHtml = ({ video }: OwnPage, fileAt: PagePlaces['fileAt']): string => {
  const film = video === undefined ? undefined : fileAt(video.file)
  const captions = video?.captions === undefined ? undefined : fileAt(video.captions)
  if (film === undefined) return ''
  const track = captions === undefined ? '' : `<track kind="captions" src="${escapeXml(captions.href)}"/>`
  return `<video controls="controls" src="${escapeXml(film.href)}">${track}</video>\n`
}

/** What EduTrack noted in a page, where the page still says it; files and units named by their paths. */
export const readOwnPage = (
  html: string,
  head: readonly XmlElement[],
  { title, language }: Pick<WrittenPage, 'title' | 'language'>,
  places: PagePlaces,
): (Pick<PackageUnit, 'kind' | 'minutes' | 'markdown'> & { readonly video?: OwnPage['video'] }) | undefined => {
  const note = noteOf(head)
  const own = note === undefined ? undefined : readOwn(ownPage, note)
  if (own === undefined || writePage({ title, language, own }, places).trim() !== html.trim()) return undefined
  return {
    kind: own.kind,
    minutes: own.minutes,
    markdown: own.markdown,
    ...(own.video === undefined ? {} : { video: own.video }),
  }
}

export const noteOf = (head: readonly XmlElement[]): string | undefined =>
  head.find(({ attributes }) => attributes['name'] === OWN_NAME)?.attributes['content']
