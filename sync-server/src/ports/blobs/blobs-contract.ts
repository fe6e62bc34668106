import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BlobNotFound, type Blobs } from './blobs.ts'

/** What every adapter of the blobs port promises. */
export const describeBlobsContract = (
  name: string,
  makeBlobs: () => Promise<{ readonly blobs: Blobs; readonly cleanUp: () => Promise<void> }>,
): void => {
  describe(`blobs: ${name}`, () => {
    let blobs: Blobs
    let cleanUp: () => Promise<void>
    beforeEach(async () => {
      ;({ blobs, cleanUp } = await makeBlobs())
    })
    afterEach(() => cleanUp())

    test('what was put is read, whole or in part, with its type', async () => {
      await blobs.put('media/abc', Buffer.from('0123456789'), { mime: 'text/plain' })
      expect(await blobs.stat('media/abc')).toEqual({ bytes: 10, mime: 'text/plain' })
      expect((await buffer(await blobs.read('media/abc'))).toString()).toBe('0123456789')
      expect((await buffer(await blobs.read('media/abc', { first: 2, last: 4 }))).toString()).toBe('234')
    })

    test('an unfinished write leaves nothing', async () => {
      const broken = Readable.from(
        (function* () {
          yield Buffer.from('half')
          throw new Error('cut')
        })(),
      )
      await expect(blobs.put('broken', broken, { mime: 'text/plain' })).rejects.toThrow('cut')
      expect(await blobs.stat('broken')).toBeUndefined()
    })

    test('a blob that is not there is said so; deleting it twice is no error', async () => {
      await expect(blobs.read('none')).rejects.toBeInstanceOf(BlobNotFound)
      await blobs.put('x', Buffer.from('1'), { mime: 'text/plain' })
      await blobs.delete('x')
      await blobs.delete('x')
      expect(await blobs.stat('x')).toBeUndefined()
    })

    test('what is under a name is deleted, and nothing beside it', async () => {
      const names = ['a/1', 'a/2/deep', 'ab', 'b/1']
      for (const name of names) await blobs.put(name, Buffer.from(name), { mime: 'text/plain' })
      await blobs.deleteUnder('a')
      await blobs.deleteUnder('a')
      const left = await Promise.all(names.map(async (name) => (await blobs.stat(name)) !== undefined))
      expect(left).toEqual([false, false, true, true])
      await expect(blobs.deleteUnder('..')).rejects.toThrow()
      await expect(blobs.deleteUnder('')).rejects.toThrow()
    })

    test('a name never leads out of the store', async () => {
      for (const bad of ['../x', '/etc/passwd', 'a/../../b', '', '.hidden'])
        await expect(blobs.put(bad, Buffer.from(''), { mime: 'x' })).rejects.toThrow()
    })
  })
}
