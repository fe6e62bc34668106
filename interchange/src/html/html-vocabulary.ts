import type { XmlElement } from '#xml/xml-node.ts'
import type { HtmlContext } from './html-context.ts'

/** Elements whose text is Markdown already and goes in as it is: the mark of a gap in a line, a whole block. */
export const INLINE_MARKDOWN = '#markdown'
export const BLOCK_MARKDOWN = '#markdown-block'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const blocks = words(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul caption',
)
const removed = words(
  'script style noscript template head title meta link base input textarea select option optgroup button datalist output progress meter canvas applet area map param track source colgroup col',
)

export const isBlock = (name: string): boolean => blocks.has(name) || name === BLOCK_MARKDOWN
/** What shows nothing that a lesson could keep. */
export const isRemoved = (name: string): boolean => removed.has(name)
/** Elements that Markdown has no sign for and the reader of lessons shows. */
export const keptAsHtml = words('sub sup u ins mark small kbd samp var abbr q cite dfn ruby rt rp bdi bdo del')

const formFields = words('input textarea select button')

/** Says what an element loses by becoming Markdown, its children aside. */
export const noteLosses = ({ name, attributes }: XmlElement, { losses }: HtmlContext): void => {
  if (name === 'script' && attributes['type']?.startsWith('math/') !== true) losses.add(SCRIPT_REMOVED)
  if (formFields.has(name)) losses.add('A form field in the text was removed.')
  if (name === 'canvas' || name === 'applet') losses.add('A drawing that a program makes was removed.')
  for (const [attribute, value] of Object.entries(attributes)) {
    if (/^on[a-z]+$/i.test(attribute)) losses.add(SCRIPT_REMOVED)
    if (attribute === 'style' && /(^|[;\s])(background-)?color\s*:/i.test(value)) losses.add(COLOURS_LOST)
    if (attribute === 'color' || attribute === 'bgcolor') losses.add(COLOURS_LOST)
  }
}

export const SCRIPT_REMOVED = 'A script in the text was removed: it would not run here.'
const COLOURS_LOST = 'Colours of the text are not kept.'
