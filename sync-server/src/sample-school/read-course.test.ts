import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { readCourse } from './read-course.ts'
import { SAMPLE_SCHOOL_FOLDER } from './seed-sample-school.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sample-course-'))
  cpSync(join(SAMPLE_SCHOOL_FOLDER, 'algebra'), join(folder, 'algebra'), { recursive: true })
})

const edit = (file: string, change: (text: string) => string): void => {
  const path = join(folder, 'algebra', file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}
const read = () => readCourse(folder, 'algebra')

test('a course as it came is read', async () => {
  expect((await read()).units.length).toBeGreaterThan(10)
})

test('a missing picture is named', async () => {
  rmSync(join(folder, 'algebra/media/slope.webp'))
  await expect(read()).rejects.toThrow('slope.webp is named and not there')
})

test('a unit that no module names is named', async () => {
  cpSync(join(folder, 'algebra/units/steepness.md'), join(folder, 'algebra/units/forgotten.md'))
  await expect(read()).rejects.toThrow('forgotten is there and not named')
})

test('a quiz without questions is named', async () => {
  rmSync(join(folder, 'algebra/questions/practice-lines.json'))
  await expect(read()).rejects.toThrow('questions/practice-lines.json is not there')
})

test('a key that names no choice is told with its question', async () => {
  edit('questions/practice-letters.json', (text) => text.replace('"right": "c"', '"right": "e"'))
  await expect(read()).rejects.toThrow('practice-letters.json, taxi: there is no choice "e"')
})

test('a unit without a head, and one with an unknown line, are told', async () => {
  edit('units/steepness.md', (text) => text.replace('---\n', ''))
  await expect(read()).rejects.toThrow('algebra/units/steepness.md: it begins with lines between')
  edit('units/steepness.md', (text) => `---\ncolour: red\n${text}`)
  await expect(read()).rejects.toThrow('algebra/units/steepness.md')
})

test('a picture that is none is told', async () => {
  edit('media/slope.webp', () => 'not a picture, but long enough to look into')
  await expect(read()).rejects.toThrow('slope.webp is not a WebP image')
})
