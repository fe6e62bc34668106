import { clientPart, clientStateHash, type Collection } from '@edutrack/shared-schema/collections/define-collection'
import type { ToldDocument } from '@edutrack/shared-schema/protocol/sync'
import { madeFrom, type LocalDocument } from '#local-db/local-document.ts'

/**
 * What becomes of a local document when the server has spoken. All four are pure; `undefined` leaves it as it is. A change that is not yet
 * answered is never dropped here: it is sent again, merged, or held for the person.
 */
export type Adoption = LocalDocument | 'delete' | undefined
type Definition = Pick<Collection, 'clientFields' | 'keepsBase'> & {
  readonly settle?: (mine: never, theirs: never, base?: never) => { readonly id: string }
  readonly conflicts?: (mine: never, theirs: never, base?: never) => readonly string[]
}

/** The server tells a state: by pull, or by the stream. */
export const adoptTold = (definition: Definition, local: LocalDocument | undefined, told: ToldDocument): Adoption => {
  const number = told._number ?? 0
  if (local !== undefined && number < local.serverNumber) return undefined
  if (local === undefined || local.unsentSince === 0)
    return told._deleted === true ? (local === undefined ? undefined : 'delete') : settled(told)
  // Unsent here, gone there (or no longer ours to see): the push will tell, and what it refuses is kept.
  if (told._deleted === true) return local.serverNumber === number ? undefined : { ...local, serverNumber: number }
  const toldHash = clientStateHash(definition, told)
  if (toldHash === local.assumed) return withServerFields(definition, local, told)
  return settleClash(definition, local, told, toldHash)
}

/** A push was accepted; `answer` is what the server's state is beyond what was sent (S8). */
export const adoptAccepted = (
  definition: Definition,
  local: LocalDocument | undefined,
  sent: LocalDocument,
  answer: ToldDocument | undefined,
): Adoption => {
  if (local === undefined) return undefined
  if (sent.isRemoved === true) return isSameChange(definition, local, sent) ? 'delete' : undefined
  const number = answer?._number ?? local.serverNumber
  if (number < local.serverNumber) return undefined
  const whole: ToldDocument = {
    ...withoutNulls({ ...clientPart(definition, sent), ...answer }),
    id: sent.id,
    _number: number,
  }
  if (isSameChange(definition, local, sent)) return settled(whole)
  // Changed again meanwhile: that change now goes on from what was just accepted.
  return { ...withServerFields(definition, local, whole), ...madeFrom(definition, whole) }
}

/** The server's state had moved on. */
export const adoptConflict = (
  definition: Definition,
  local: LocalDocument | undefined,
  master: ToldDocument,
): Adoption => {
  if (local === undefined || local.unsentSince === 0) return adoptTold(definition, local, master)
  if ((master._number ?? 0) < local.serverNumber) return undefined
  if (master._deleted === true)
    return local.isRemoved === true
      ? 'delete'
      : { ...withoutBase(local), serverNumber: master._number ?? 0, ...madeFrom(definition, master) }
  return settleClash(definition, local, master, clientStateHash(definition, master))
}

/** The server refused, and has kept what was sent with a notice (S6); `master` is the state to adopt. */
export const adoptRefused = (
  definition: Definition,
  local: LocalDocument | undefined,
  sent: LocalDocument,
  master: ToldDocument | undefined,
): Adoption => {
  if (local === undefined || local.unsentSince === 0) return undefined
  const hasMaster = master !== undefined && master._deleted !== true
  if (isSameChange(definition, local, sent)) return hasMaster ? settled(master) : 'delete'
  return { ...withoutBase(local), ...(hasMaster ? madeFrom(definition, master) : { assumed: '' }) }
}

/** The server's state, with nothing unsent. */
const settled = ({ _number, _deleted, ...document }: ToldDocument): LocalDocument => ({
  ...document,
  unsentSince: 0,
  assumed: '',
  serverNumber: _number ?? 0,
})

const withServerFields = (definition: Definition, local: LocalDocument, told: ToldDocument): LocalDocument => {
  const { unsentSince, assumed, base, isRemoved, heldCode, theirs } = local
  return {
    ...withoutUndefined({ ...settled(told), ...clientPartWithGaps(definition, local) }),
    id: local.id,
    serverNumber: told._number ?? 0,
    unsentSince,
    assumed,
    ...(base === undefined ? {} : { base }),
    ...(isRemoved === undefined ? {} : { isRemoved }),
    ...(heldCode === undefined ? {} : { heldCode }),
    ...(theirs === undefined ? {} : { theirs }),
  }
}

/** The client's fields of a document, those that it lacks named too, so that they displace another's. */
const clientPartWithGaps = (definition: Definition, document: LocalDocument): Record<string, unknown> =>
  Object.fromEntries(definition.clientFields.map((field) => [field, document[field]]))

const settleClash = (
  definition: Definition,
  local: LocalDocument,
  told: ToldDocument,
  toldHash: string,
): LocalDocument => {
  // A removal of what somebody has changed since was decided without knowing that: the change stays.
  if (local.isRemoved === true || clientStateHash(definition, local) === toldHash) return settled(told)
  const held = { serverNumber: told._number ?? 0, heldCode: 'edited-elsewhere', theirs: told }
  if (definition.settle === undefined) return { ...local, ...held }
  const [mine, theirs, base] = [local as never, told as never, local.base as never]
  const next = definition.settle(mine, theirs, base) as LocalDocument
  const conflicts = definition.conflicts?.(mine, theirs, base) ?? []
  if (conflicts.length > 0) {
    // What is settled goes on from their state, what is not from the one before it.
    const baseOf = (field: string): unknown => (conflicts.includes(field) ? local.base?.[field] : told[field])
    const newBase = Object.fromEntries(definition.clientFields.map((field) => [field, baseOf(field)]))
    return {
      ...withoutUndefined({ ...local, ...clientPartWithGaps(definition, next) }),
      id: local.id,
      ...(local.base === undefined ? {} : { base: withoutUndefined(newBase) }),
      ...held,
    } as LocalDocument
  }
  if (clientStateHash(definition, next) === toldHash) return settled(told)
  const { unsentSince } = local
  return {
    ...withoutUndefined({ ...settled(told), ...clientPartWithGaps(definition, next) }),
    id: local.id,
    unsentSince,
    ...madeFrom(definition, told),
    serverNumber: told._number ?? 0,
  }
}

const isSameChange = (definition: Definition, local: LocalDocument, sent: LocalDocument): boolean =>
  local.isRemoved === sent.isRemoved && clientStateHash(definition, local) === clientStateHash(definition, sent)

const withoutBase = ({ base: _base, ...document }: LocalDocument): LocalDocument => document

const withoutNulls = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

const withoutUndefined = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
