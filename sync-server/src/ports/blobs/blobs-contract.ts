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

    test('what is under a name is listed with its size and time, and nothing else', async () => {
      const list = async (folder: string) => {
        const found = []
        for await (const blob of blobs.list(folder)) found.push(blob)
        return found.toSorted((a, b) => (a.name < b.name ? -1 : 1))
      }
      expect(await list('a')).toEqual([])
      const startedAt = Date.now()
      for (const name of ['a/1', 'a/2/deep', 'ab/1']) await blobs.put(name, Buffer.from(name), { mime: 'text/plain' })
      const found = await list('a')
      expect(found.map(({ name, bytes }) => [name, bytes])).toEqual([
        ['a/1', 3],
        ['a/2/deep', 8],
      ])
      // A store may tell seconds only.
      for (const { putAt } of found) expect(Math.abs(putAt - startedAt)).toBeLessThan(60_000)
      await blobs.delete('a/1')
      expect((await list('a')).map(({ name }) => name)).toEqual(['a/2/deep'])
      await expect(list('..')).rejects.toThrow()
    })

    test('more than one page of blobs is listed whole', async () => {
      const names = Array.from({ length: 1005 }, (_, index) => `many/${String(index)}`)
      for (let at = 0; at < names.length; at += 50)
        await Promise.all(names.slice(at, at + 50).map((name) => blobs.put(name, Buffer.from('1'), { mime: 'x/y' })))
      const found = []
      for await (const { name } of blobs.list('many')) found.push(name)
      expect(found.toSorted()).toEqual(names.toSorted())
    })

    test('a name never leads out of the store', async () => {
      for (const bad of ['../x', '/etc/passwd', 'a/../../b', '', '.hidden'])
        await expect(blobs.put(bad, Buffer.from(''), { mime: 'x' })).rejects.toThrow()
    })
  })
}
