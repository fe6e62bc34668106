import type { StoredDocument } from './store.ts'

/** A document with its place in the file. */
export interface HeldDocument {
  readonly doc: number
  readonly stored: StoredDocument & { readonly text: string }
}

/**
 * Committed documents that were used lately, up to so many characters of their text: rules ask for the same course, unit and questions again and again.
 * What was not asked for since half of that was filled anew is let go; asking moves nothing about, which would cost more than the answer.
 */
export const createDocumentCache = ({ maxCharacters }: { readonly maxCharacters: number }) => {
  let young = emptyGeneration()
  let old = emptyGeneration()
  const keep = (collection: string, id: string, document: HeldDocument): void => {
    const before = young.get(collection, id)
    young.characters += document.stored.text.length - (before?.stored.text.length ?? 0)
    young.set(collection, id, document)
    if (young.characters <= maxCharacters / 2) return
    old = young
    young = emptyGeneration()
  }
  return {
    get: (collection: string, id: string): HeldDocument | undefined => {
      const found = young.get(collection, id)
      if (found !== undefined) return found
      const older = old.get(collection, id)
      if (older !== undefined) keep(collection, id, older)
      return older
    },
    set: keep,
    delete: (collection: string, id: string): void => {
      young.delete(collection, id)
      old.delete(collection, id)
    },
  }
}
export type DocumentCache = ReturnType<typeof createDocumentCache>

/** Documents by collection and id. */
export const createDocumentMap = () => {
  const byCollection = new Map<string, Map<string, HeldDocument>>()
  return {
    get: (collection: string, id: string): HeldDocument | undefined => byCollection.get(collection)?.get(id),
    set: (collection: string, id: string, document: HeldDocument): void => {
      const byId = byCollection.get(collection)
      if (byId === undefined) byCollection.set(collection, new Map([[id, document]]))
      else byId.set(id, document)
    },
    delete: (collection: string, id: string): void => void byCollection.get(collection)?.delete(id),
    forEach: (work: (collection: string, id: string, document: HeldDocument) => void): void => {
      for (const [collection, byId] of byCollection) for (const [id, document] of byId) work(collection, id, document)
    },
  }
}
export type DocumentMap = ReturnType<typeof createDocumentMap>

const emptyGeneration = (): DocumentMap & { characters: number } => ({ ...createDocumentMap(), characters: 0 })
