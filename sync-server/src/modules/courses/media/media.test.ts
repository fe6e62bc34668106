import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { film, movingPicture, photograph } from '#testing/make-media.ts'
import { areCaptionsReadable } from './check-captions.ts'
import { checkSvg } from './check-svg.ts'
import { kindOfFile } from './kind-of-file.ts'
import { makePicture } from './make-picture.ts'
import { readMp4 } from './read-mp4.ts'

const made = async (content: Buffer) => {
  const picture = await makePicture(content)
  if (picture.outcome !== 'made') throw new Error(picture.outcome)
  return picture
}

describe('pictures', () => {
  test('a photograph becomes a small upright WebP that tells nothing of where it was taken', async () => {
    const content = await photograph()
    expect((await sharp(content).metadata()).exif).toBeDefined()
    const picture = await made(content)
    // 4000 × 3000, held askew: it is 3000 wide and 4000 high.
    expect([picture.width, picture.height]).toEqual([600, 800])
    const { format, exif, xmp, width } = await sharp(picture.bytes).metadata()
    expect([format, exif, xmp, width]).toEqual(['webp', undefined, undefined, 600])
  })

  test('a small picture is not made larger; transparency stays', async () => {
    const content = await sharp({ create: { width: 30, height: 20, channels: 4, background: '#ff000080' } })
      .png()
      .toBuffer()
    const picture = await made(content)
    expect([picture.width, picture.height]).toEqual([30, 20])
    expect((await sharp(picture.bytes).metadata()).hasAlpha).toBe(true)
  })

  test('what moves goes on moving, each frame within the box', async () => {
    const picture = await made(await movingPicture())
    const { pages, hasAlpha } = await sharp(picture.bytes, { animated: true }).metadata()
    expect([picture.width, picture.height, pages, hasAlpha]).toEqual([40, 40, 3, true])
  })

  test('a bomb of pixels, half a picture and no picture are told apart from good ones', async () => {
    const flat = { width: 10_100, height: 10_000, channels: 3, background: '#000' } as const
    const bomb = await sharp({ create: flat, limitInputPixels: false }).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await makePicture(bomb)).toEqual({ outcome: 'file-too-large' })
    const content = await photograph({ width: 400, height: 300 })
    expect(await makePicture(content.subarray(0, content.length / 2))).toEqual({ outcome: 'file-unreadable' })
    expect(await makePicture(Buffer.from('GIF89a'))).toEqual({ outcome: 'file-unreadable' })
  })
})

describe('what a file is', () => {
  test.each([
    ['image/jpeg', async () => photograph({ width: 20, height: 20 })],
    ['image/gif', async () => movingPicture()],
    ['video/mp4', async () => film()],
    ['text/vtt', async () => Buffer.from('\uFEFFWEBVTT\n\n')],
    ['application/pdf', async () => Buffer.from('%PDF-1.7\n')],
    [
      'image/svg+xml',
      async () => Buffer.from('<?xml version="1.0"?>\n<!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['image/svg+xml', async () => Buffer.from('\n<svg viewBox="0 0 1 1">')],
  ])('%s is told by the content', async (mime, content) => {
    expect((await kindOfFile(await content()))?.mime).toBe(mime)
  })

  test.each([
    ['a page', '<!doctype html><svg>'],
    ['a page in XML', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>'],
    ['a program', 'MZ\0\0'],
    ['a shell script', '#!/bin/sh\nWEBVTT'],
    ['words', 'words'],
    ['nothing', ''],
    ['an archive', 'PK\u0003\u0004'],
  ])('%s is nothing that a course takes', async (_what, content) => {
    expect(await kindOfFile(Buffer.from(content, 'latin1'))).toBeUndefined()
  })
})

describe('drawings', () => {
  const svg = (inner: string, attributes = 'viewBox="0 0 120 80"') =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink" ${attributes}>${inner}</svg>`

  test.each([
    ['<path d="M0 0"/>'],
    ['<defs><linearGradient id="g"/></defs><rect fill="url(#g)" style="stroke:url(#g)"/>'],
    ['<image href="data:image/png;base64,AAAA"/>'],
    ['<use l:href="#g"/>'],
    ['<style>rect { fill: red }</style>'],
    ['<text>see url(http://elsewhere.example) or @import</text>'],
    ['<metadata title="C:\\data\\a.svg"/>'],
  ])('%s draws', (inner) => {
    expect(checkSvg(svg(inner))).toEqual({ outcome: 'draws', width: 120, height: 80 })
  })

  test.each([
    ['<script>alert(1)</script>'],
    ['<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>'],
    ['<rect onload="alert(1)"/>'],
    ['<a href="javascript:alert(1)"/>'],
    ['<a l:href=" java&#10;script:alert(1)"/>'],
    ['<use href="https://elsewhere.example/x.svg#y"/>'],
    ['<image href="data:image/svg+xml,x"/>'],
    ['<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'],
    ['<style>@import "https://elsewhere.example"</style>'],
    ['<style><![CDATA[rect { fill: u\\72l(https://elsewhere.example) }]]></style>'],
    ['<rect style="background:url(//elsewhere.example)"/>'],
    ['<animate attributeName="href" to="javascript:alert(1)"/>'],
  ])('%s does more than draw', (inner) => {
    expect(checkSvg(svg(inner))).toEqual({ outcome: 'active' })
  })

  test('entities and style sheets from elsewhere are more than drawing, too', () => {
    const entity = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>'
    expect(checkSvg(entity + svg('<text/>')).outcome).toBe('active')
    expect(checkSvg(svg('<g>'.repeat(600) + '</g>'.repeat(600))).outcome).toBe('active')
    expect(checkSvg(`<?xml-stylesheet href="x.css"?>${svg('')}`).outcome).toBe('active')
  })

  test('what is no XML is unreadable; a size in centimetres is that of the view box', () => {
    expect(checkSvg('<svg><g></svg>')).toEqual({ outcome: 'unreadable' })
    expect(checkSvg('<html/>')).toEqual({ outcome: 'unreadable' })
    expect(checkSvg(svg('', 'width="12cm" height="8cm" viewBox="0 0 30 20"'))).toMatchObject({ width: 30, height: 20 })
  })
})

test('captions are readable when each cue has a beginning before its end', () => {
  const captions = (...lines: string[]) => areCaptionsReadable(Buffer.from(['WEBVTT', '', ...lines].join('\n')))
  expect(captions('00:01.000 --> 00:02.500 align:start', 'Hello', '', '1', '01:00:00.000 --> 01:00:01.000', 'x')).toBe(
    true,
  )
  expect(captions()).toBe(false)
  expect(captions('00:00:01,000 --> 00:00:02,000', 'as SRT has it')).toBe(false)
  expect(captions('00:03.000 --> 00:02.000', 'backwards')).toBe(false)
  expect(areCaptionsReadable(Buffer.from([0x57, 0x45, 0x42, 0x56, 0x54, 0x54, 0x0a, 0xff]))).toBe(false)
})

describe('MP4', () => {
  const read = (content: Buffer) => readMp4(async (at, bytes) => content.subarray(at, at + bytes), content.length)

  test('its size, its length and where it tells of the place are known', async () => {
    const content = film()
    const told = await read(content)
    expect(told).toMatchObject({ width: 640, height: 360, seconds: 90 })
    const spans = told?.notes.map(({ at, bytes }) => content.toString('latin1', at, at + bytes)) ?? []
    expect(spans).toHaveLength(2)
    for (const span of spans) expect(span).toContain('+48.1333')
    expect(await read(film({ isTurned: true }))).toMatchObject({ width: 360, height: 640 })
  })

  test('a table that is cut off, or whose boxes overlap, is none', async () => {
    const content = film()
    expect(await read(content.subarray(0, content.length - 5))).toBeUndefined()
    const lying = Buffer.from(content)
    lying.writeUInt32BE(3, content.indexOf('trak') - 4)
    expect(await read(lying)).toBeUndefined()
    expect(await read(Buffer.alloc(100))).toBeUndefined()
  })
})
