import { expect, test } from 'vitest'
import { z } from 'zod'
import { stateHash } from '#canonical-json.ts'
import { schemas as documents } from '#schemas/registry.ts'
import { streamEvent } from './stream.ts'
import { syncRequest, syncResponse } from './sync.ts'
import { PROTOCOL_VERSION } from './version.ts'

/**
 * By protocol version: the hash of everything that crosses the wire. A new shape needs a new version, and a line here; a limit that the server raises on what is its own (a
 * checkpoint's length), and a field beside others that it alone writes and may leave out (what a decision takes off), are none: no device looks at them.
 */
const shapesByVersion: Readonly<Record<number, string>> = {
  1: '45ae109aceeecd27',
  2: '0273411bbca69647',
}

test('S16: the shapes on the wire are those of the protocol version', () => {
  const schemas = [syncRequest, syncResponse, streamEvent, ...Object.values(documents)]
  const shapes = stateHash(schemas.map((schema) => z.toJSONSchema(schema as z.ZodType)))
  expect(shapes, 'the wire changed: raise PROTOCOL_VERSION and note this hash').toBe(shapesByVersion[PROTOCOL_VERSION])
})
