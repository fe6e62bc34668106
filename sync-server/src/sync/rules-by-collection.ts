import type { AnyDocument, CollectionName } from '@edutrack/shared-schema/collections/registry'
import type { StoreReader } from '../ports/store/store.ts'
import type { CollectionRules, Reader, RuleDeps, Verdict, Writer } from './collection-rules.ts'

/** One law for each collection; the compiler names what is missing. */
export type RulesRegistry = { readonly [Name in CollectionName]: CollectionRules<Name> }

/** The registry for callers that hold a collection's name and a document which passed that collection's schema. */
export interface RulesByCollection {
  write(
    name: CollectionName,
    deps: RuleDeps,
    writer: Writer,
    incoming: AnyDocument,
    current: AnyDocument | undefined,
  ): Promise<Verdict<AnyDocument>>
  foresee(name: CollectionName, store: StoreReader, writer: Writer, incoming: AnyDocument): readonly Promise<unknown>[]
  /** Undefined: documents of this collection are never deleted by a device. */
  remove(
    name: CollectionName,
    deps: RuleDeps,
    writer: Writer,
    current: AnyDocument,
  ): Promise<Verdict<AnyDocument>> | undefined
  channels(name: CollectionName, deps: RuleDeps, document: AnyDocument): Promise<readonly string[]>
  view(name: CollectionName, document: AnyDocument, reader: Reader, through: readonly string[]): AnyDocument
  /** Whether some readers see less than all. */
  hasView(name: CollectionName): boolean
  /** Whether the view depends on who reads, not on the channels alone. */
  isViewPersonal(name: CollectionName): boolean
}

export const createRulesByCollection = (registry: RulesRegistry): RulesByCollection => {
  // The registry pairs each name with rules of that name's documents; TypeScript can't follow the pairing through a variable name.
  const of = (name: CollectionName) => registry[name] as unknown as CollectionRulesOfAny
  return {
    write: (name, deps, writer, incoming, current) => of(name).write(deps, writer, incoming, current),
    foresee: (name, store, writer, incoming) => of(name).foresee?.(store, writer, incoming) ?? [],
    remove: (name, deps, writer, current) => of(name).remove?.(deps, writer, current),
    channels: (name, deps, document) => of(name).channels(deps, document),
    view: (name, document, reader, through) => of(name).view?.(document, reader, through) ?? document,
    hasView: (name) => of(name).view !== undefined,
    isViewPersonal: (name) => of(name).isViewPersonal === true,
  }
}

interface CollectionRulesOfAny {
  write(
    deps: RuleDeps,
    writer: Writer,
    incoming: AnyDocument,
    current: AnyDocument | undefined,
  ): Promise<Verdict<AnyDocument>>
  foresee?(store: StoreReader, writer: Writer, incoming: AnyDocument): readonly Promise<unknown>[]
  remove?(deps: RuleDeps, writer: Writer, current: AnyDocument): Promise<Verdict<AnyDocument>>
  channels(deps: RuleDeps, document: AnyDocument): Promise<readonly string[]>
  view?(document: AnyDocument, reader: Reader, through: readonly string[]): AnyDocument
  readonly isViewPersonal?: boolean
}
