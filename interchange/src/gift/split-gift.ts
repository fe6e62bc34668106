export interface GiftBlock {
  /** Of the block's first line, from 1. */
  readonly line: number
  readonly text: string
  /** From comments before it: `// [id:…] [tag:…]`. */
  readonly id?: string
  readonly tags: readonly string[]
  readonly category: string
}

/**
 * Cuts a GIFT text at its empty lines, and where a title begins. Comments are left out but for the id and the tags that Moodle notes in them; `$CATEGORY:` holds for all that follows. An empty line
 * within braces does not end a question, unless what follows is plainly another one.
 */
export const splitGift = (text: string): readonly GiftBlock[] => {
  const blocks: GiftBlock[] = []
  let lines: string[] = []
  let begin = 0
  let category = ''
  let notes: { id?: string; tags: string[] } = { tags: [] }
  let braces = 0
  const end = (): void => {
    if (lines.length > 0) blocks.push({ line: begin, text: lines.join('\n'), ...notes, category })
    lines = []
    notes = { tags: [] }
    braces = 0
  }
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.trim()
    const found = /^\$CATEGORY:\s*(.*)$/i.exec(line)
    if (found !== null) {
      end()
      category = found[1] ?? ''
    } else if (line.startsWith('//')) {
      // A comment with an id begins another question.
      if (lines.length > 0 && braces <= 0 && /\[id:/.test(line)) end()
      noteComment(line, notes)
    } else if (line === '') {
      if (braces <= 0) end()
      else if (lines.length > 0) lines.push('')
    } else {
      // A title begins another question, also where the empty line before it was forgotten.
      if (lines.length > 0 && line.startsWith('::') && (braces <= 0 || lines.at(-1) === '')) end()
      if (lines.length === 0) begin = index + 1
      lines.push(raw)
      braces += braceBalance(raw)
    }
  }
  end()
  return blocks
}

const noteComment = (line: string, notes: { id?: string; tags: string[] }): void => {
  const id = /\[id:([^\]]{1,100})\]/.exec(line)?.[1]
  if (id !== undefined) notes.id = id.trim()
  for (const [, tag = ''] of line.matchAll(/\[tag:([^\]]{1,100})\]/g)) notes.tags.push(tag.trim())
}

const braceBalance = (line: string): number => {
  let balance = 0
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '\\') at += 1
    else if (line[at] === '{') balance += 1
    else if (line[at] === '}') balance -= 1
  }
  return balance
}
