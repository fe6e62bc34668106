import { ANY_FORMULA } from '@edutrack/shared-schema/markdown-dialect'
import { formulaWords } from './maths/formula-words.ts'

/** Stands for a formula while the marks around it are taken out: it is of no script. */
const PLACE = '\uE000'

/** The first words of a text without its marks, formulas as far as a line can show them: enough to know which question it is. */
export const plainWords = (markdown: string, length = 90): string => {
  const formulas: string[] = []
  const plain = markdown
    .slice(0, 40 * length)
    .replaceAll(PLACE, '')
    .replaceAll(ANY_FORMULA, (_, display?: string, inline?: string) => {
      formulas.push(formulaWords(display ?? inline ?? ''))
      return PLACE
    })
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/<[^>]{0,200}>/g, ' ')
    .replaceAll(/^\s*(?:#{1,6}|>|[*+-]|\d+[.)])\s+/gm, '')
    .replaceAll(/\*\*|__|`/g, '')
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll(PLACE, () => formulas.shift() ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (plain.length <= length) return plain
  const cut = plain.lastIndexOf(' ', length)
  return `${plain.slice(0, cut > length / 2 ? cut : length)}…`
}
