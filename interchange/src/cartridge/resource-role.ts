import type { Resource } from '#manifest/read-manifest.ts'

export type ResourceRole =
  'quiz' | 'bank' | 'web-link' | 'discussion' | 'tool' | 'assignment' | 'page' | 'file' | 'associated' | 'unknown'

/** What a resource of a cartridge is, by its type: `imsqti_xmlv1p2/imscc_xmlv1p3/assessment` and the like, whatever the versions. */
export const roleOf = ({ type, path = '' }: Resource): ResourceRole => {
  const kind = type.toLowerCase()
  if (/^imsqti_xmlv\d.*question-bank$/.test(kind)) return 'bank'
  if (/^imsqti_xmlv\d/.test(kind) || kind.startsWith('imsqti_item')) return 'quiz'
  if (kind.startsWith('imswl_')) return 'web-link'
  if (kind.startsWith('imsdt_')) return 'discussion'
  if (kind.startsWith('imsbasiclti_') || kind.startsWith('imslti')) return 'tool'
  if (kind.startsWith('assignment_')) return 'assignment'
  if (kind.startsWith('associatedcontent')) return 'associated'
  if (kind.includes('webcontent') || kind === '' || kind.startsWith('text/html'))
    return isHtmlPath(path) ? 'page' : 'file'
  return 'unknown'
}

export const isHtmlPath = (path: string): boolean => /\.x?html?$/i.test(path)
