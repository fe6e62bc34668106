import type { StoredDocument } from './store.ts'

/** A document of which the content's JSON is at hand: it is parsed when it is first asked for, as pulls and streams pass on the text as it is. */
export const textDocument = (
  { collection, id, number, deleted, channels, stateHash }: Omit<StoredDocument, 'content' | 'text'>,
  text: string,
): StoredDocument & { readonly text: string } => {
  let parsed: StoredDocument['content'] | undefined
  return {
    collection,
    id,
    number,
    deleted,
    channels,
    stateHash,
    text,
    get content() {
      parsed ??= JSON.parse(text) as StoredDocument['content']
      return parsed
    },
  }
}
