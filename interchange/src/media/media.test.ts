import fc from 'fast-check'
import { strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { decodeBase64 } from './decode-base64.ts'
import { mediaType } from './media-type.ts'
import { packagePath, relativePath } from './package-path.ts'

test.each([
  ['pages/a.html', '../media/x%20y.png?z=1#t', 'media/x y.png'],
  ['a.html', '../../../etc/passwd', 'etc/passwd'],
  ['a/b/c.html', '/top.png', 'top.png'],
  ['a/b.html', './c\\d.png', 'a/c/d.png'],
  ['a.html', 'bad%zz.png', 'bad%zz.png'],
  ['a.html', 'https://x.org/a', undefined],
  ['a.html', '//x.org/a', undefined],
  ['a.html', 'mailto:a@b.example', undefined],
])('seen from %s, %s is %s', (from, address, path) => {
  expect(packagePath(from, address)).toBe(path)
})

test('a relative path leads back to where it came from', () => {
  const path = fc
    .array(fc.constantFrom('a', 'b', 'c d', 'é'), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('/'))
  fc.assert(
    fc.property(path, path, (from, to) => {
      expect(packagePath(from, relativePath(from, to).split('/').map(encodeURIComponent).join('/'))).toBe(to)
    }),
  )
})

test('base64 in either alphabet, with line breaks, or not at all', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = Buffer.from(bytes).toString('base64')
      expect(decodeBase64(text.replace(/.{7}/g, '$&\r\n'))).toEqual(bytes)
      expect(decodeBase64(Buffer.from(bytes).toString('base64url'))).toEqual(bytes)
    }),
  )
  expect(decodeBase64('no base64!')).toBeUndefined()
})

test.each([
  ['x.jpg', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), { mime: 'image/jpeg', role: 'image' }],
  ['x.bin', strToU8('RIFF\0\0\0\0WEBP', true), { mime: 'image/webp', role: 'image' }],
  ['x.m4a', strToU8('\0\0\0\x18ftypM4A ', true), { mime: 'audio/mp4', role: 'audio' }],
  ['x.mp4', strToU8('\0\0\0\x18ftypisom', true), { mime: 'video/mp4', role: 'video' }],
  ['x.mp3', strToU8('ID3\x03', true), { mime: 'audio/mpeg', role: 'audio' }],
  ['x.vtt', strToU8('WEBVTT\n'), { mime: 'text/vtt', role: 'captions' }],
  [
    'x.svg',
    strToU8('<?xml version="1.0"?><svg/>'.replace('<svg/>', '<svg >')),
    { mime: 'image/svg+xml', role: 'image' },
  ],
  ['x.docx', strToU8('PK\x03\x04', true), { role: 'document' }],
  ['x.txt', strToU8('hello'), { mime: 'text/plain', role: 'document' }],
  ['x.txt', strToU8('he\0lo'), { reason: expect.stringMatching(/not taken|not what/) }],
  ['x.png', strToU8('<script>'), { reason: expect.stringMatching(/not what its name says/) }],
  ['x.exe', strToU8('MZ'), { reason: 'Programs are not taken.' }],
  ['x.h5p', strToU8('PK\x03\x04', true), { reason: expect.stringMatching(/H5P/) }],
])('%s by its content', (name, bytes, type) => {
  expect(mediaType(name, bytes)).toMatchObject(type)
})
