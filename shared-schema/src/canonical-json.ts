import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** A JSON value; `undefined` members of objects are left out. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * The one text of a JSON value: members sorted by code unit, no white space, `undefined` members left out
 * (RFC 8785's shape for the values that we use). Equal values give equal texts on every device.
 */
export const canonicalJson = (value: unknown): string => {
  const order = { isKept: true }
  const sorted = withSortedMembers(value, order)
  return order.isKept ? (JSON.stringify(sorted) ?? 'null') : sortedText(value)
}

/**
 * The value itself where its members are in order, otherwise a copy in which they are: the engine's own JSON is then the canonical text, in half the time of one that is
 * put together here. An object keeps names that are whole numbers before all others, whatever the order in which they were given: `order` notes it.
 */
const withSortedMembers = (value: unknown, order: { isKept: boolean }): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const elements = value as readonly unknown[]
    let copy: unknown[] | undefined
    for (let index = 0; index < elements.length; index += 1) {
      const sorted = withSortedMembers(elements[index], order)
      if (sorted === elements[index]) continue
      copy ??= [...elements]
      copy[index] = sorted
    }
    return copy ?? value
  }
  const members = value as Readonly<Record<string, unknown>>
  const names = Object.keys(members)
  let isSorted = true
  for (let index = 1; index < names.length && isSorted; index += 1)
    isSorted = (names[index - 1] as string) < (names[index] as string)
  if (!isSorted) {
    if (names.some((name) => /^\d+$/.test(name))) order.isKept = false
    names.sort()
  }
  let copy: Record<string, unknown> | undefined = isSorted ? undefined : {}
  for (const name of names) {
    const sorted = withSortedMembers(members[name], order)
    if (copy === undefined && sorted === members[name]) continue
    copy ??= { ...members }
    setMember(copy, name, sorted)
  }
  return copy ?? value
}

const setMember = (members: Record<string, unknown>, name: string, value: unknown): void => {
  if (name !== '__proto__') members[name] = value
  else Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true })
}

const sortedText = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(sortedText).join(',')}]`
  const members = value as Readonly<Record<string, unknown>>
  const texts = Object.keys(members)
    .sort()
    .filter((name) => members[name] !== undefined)
    .map((name) => `${JSON.stringify(name)}:${sortedText(members[name])}`)
  return `{${texts.join(',')}}`
}

/** SHA-256 of the canonical text, 64 hexadecimal digits. Receipts carry it. */
export const contentHash = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))

/** The first 16 digits of `contentHash`: enough to tell two states of one document apart (S10: assumed states travel as hashes). */
export const stateHash = (value: unknown): string => contentHash(value).slice(0, 16)
