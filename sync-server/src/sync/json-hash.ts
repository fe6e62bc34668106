import { hash } from 'node:crypto'
import { canonicalJson } from '@edutrack/shared-schema/canonical-json'

/** `contentHash` of shared-schema, by Node's own SHA-256. */
export const contentHash = (value: unknown): string => hash('sha256', canonicalJson(value))

/** `stateHash` of shared-schema, by Node's own SHA-256. */
export const stateHash = (value: unknown): string => contentHash(value).slice(0, 16)
