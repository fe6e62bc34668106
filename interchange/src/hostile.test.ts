import { strFromU8, strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { exportCourse } from './export-course.ts'
import { exportFormats } from './model/report.ts'
import { importPackage, type ImportOptions } from './import-package.ts'
import { sampleBytes } from './testing/pack-folder.ts'
import { rawZip, type RawEntry } from './testing/raw-zip.ts'
import { defaultLimits } from './limits.ts'
import { readZip } from './zip/read-zip.ts'
import { writeZip } from './zip/write-zip.ts'

const GIFT = 'Is water wet? {TRUE}\n'
const giftZip = (...entries: readonly RawEntry[]) => rawZip([{ name: 'questions.gift', content: GIFT }, ...entries])

const problemOf = async (bytes: Uint8Array, options: ImportOptions = {}): Promise<string> => {
  const result = await importPackage(bytes, options)
  if (result.outcome !== 'unreadable') throw new Error(`was ${result.outcome}`)
  // One sentence for a person, without a stack or a code.
  expect(result.problem).toMatch(/^[A-Z][^\n]*\.$/)
  return result.problem
}
const readingOf = async (bytes: Uint8Array, options: ImportOptions = {}) => {
  const result = await importPackage(bytes, options)
  if (result.outcome !== 'read') throw new Error(JSON.stringify(result))
  return result
}
const moodle = (inside: string, head = ''): Uint8Array => strToU8(`<?xml version="1.0"?>${head}<quiz>${inside}</quiz>`)
const question = (text: string): string =>
  `<question type="truefalse"><name><text>Q</text></name><questiontext format="html"><text>${text}</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`

describe('archives', () => {
  test('one that unpacks to a thousand times its size is not opened', async () => {
    const bomb = zipSync({ 'questions.gift': strToU8(GIFT), 'zeros.png': new Uint8Array(100 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(200_000)
    const begin = performance.now()
    expect(await problemOf(bomb)).toMatch(/times its size/)
    expect(performance.now() - begin).toBeLessThan(1000)
  })
  test('one that says it is small and is not gives nothing of that file', async () => {
    const lie = giftZip({ name: 'zeros.png', content: new Uint8Array(50 * 1024 * 1024), claimedSize: 10 })
    const { report } = await readingOf(lie)
    expect(report.items.map(({ status }) => status)).toEqual(['imported', 'skipped'])
  })
  test('files that lie on each other are refused', async () => {
    const entries: RawEntry[] = Array.from({ length: 50 }, (_, index) => ({
      name: `copy${String(index)}.png`,
      content: new Uint8Array(1000),
      offset: 0,
    }))
    expect(await problemOf(giftZip(...entries))).toMatch(/lie on each other/)
  })
  test('too many files, too many bytes', async () => {
    const entries = Array.from({ length: 40 }, (_, index) => ({
      name: `f${String(index)}.txt`,
      content: 'x'.repeat(100),
    }))
    expect(await problemOf(giftZip(...entries), { limits: { zipEntries: 20 } })).toMatch(/41 files; up to 20/)
    expect(await problemOf(giftZip(...entries), { limits: { unpackedBytes: 1000 } })).toMatch(/would unpack to/)
    expect(await problemOf(giftZip(...entries), { limits: { packageBytes: 1000 } })).toMatch(/larger than/)
  })
  test.each([
    ['../../etc/passwd', /leads out of the package/],
    ['a/../../b.txt', /leads out of the package/],
    ['/etc/passwd', /leads out of the package/],
    ['C:\\windows\\x.txt', /leads out of the package/],
    ['..\\..\\x.txt', /leads out of the package/],
    ['a\0b.txt', /leads out of the package/],
  ])('the path %j is not taken', async (name, reason) => {
    const { report, course } = await readingOf(giftZip({ name, content: 'x' }))
    expect(report.items.find(({ type }) => type === 'file')?.reason).toMatch(reason)
    expect(course.files).toEqual([])
  })
  test.each([
    [{ name: 'link.png', content: '/etc/passwd', unixMode: 0o120777 }, /a link to another place/],
    [{ name: 'locked.png', content: 'x', flags: 1 }, /locked with a password/],
    [{ name: 'odd.png', content: 'x', method: 12 }, /packed in a way \(12\)/],
    [{ name: 'questions.gift', content: 'other' }, /a file of this name came before/],
  ] satisfies [RawEntry, RegExp][])('%j is named and not taken', async (entry, reason) => {
    const { report } = await readingOf(giftZip(entry))
    expect(report.items.find(({ type }) => type === 'file')?.reason).toMatch(reason)
  })
  test('a package within the package is not opened', async () => {
    const { report } = await readingOf(
      zipSync({ 'questions.gift': strToU8(GIFT), 'inner.zip': zipSync({ 'inner.gift': strToU8(GIFT) }) }),
    )
    expect(report.items.filter(({ status }) => status === 'imported')).toHaveLength(1)
    expect(report.items.filter(({ status }) => status === 'skipped')).toHaveLength(1)
  })
  test('a damaged one is told from one that is none', async () => {
    const whole = sampleBytes('soil.imscc')
    expect(await problemOf(whole.subarray(0, whole.length - 100))).toMatch(/damaged zip archive/)
    expect(await problemOf(strToU8('PK\x03\x04'))).toMatch(/damaged zip archive/)
  })
})

describe('XML', () => {
  test('entities from outside are not fetched, those within not multiplied', async () => {
    const laughs = Array.from(
      { length: 12 },
      (_, level) => `<!ENTITY l${String(level + 1)} "${`&l${String(level)};`.repeat(10)}">`,
    ).join('')
    const head = `<!DOCTYPE quiz [<!ENTITY xxe SYSTEM "file:///etc/passwd"><!ENTITY l0 "ha">${laughs}]>`
    const begin = performance.now()
    const { course } = await readingOf(moodle(question('Who? &xxe; &l12; &eacute; &amp;nbsp;'), head))
    expect(course.questions[0]?.prompt).toBe('Who? \\&xxe; \\&l12; é \u00a0'.trim())
    expect(performance.now() - begin).toBeLessThan(2000)
  })
  test('elements deeper than any document are refused', async () => {
    expect(await problemOf(moodle('<a>'.repeat(100_000)))).toMatch(/stand in each other/)
  })
  test('what is cut off is not taken for whole', async () => {
    expect(await problemOf(strToU8(`<quiz>${question('x')}`))).toMatch(/can’t be read/)
  })
  test('a question with nothing but bad markup is skipped, the next is read', async () => {
    const { report } = await readingOf(moodle(question(`<![CDATA[${'<b>'.repeat(1000)}]]>`) + question('ok')))
    expect(report.items.map(({ status }) => status)).toEqual(['skipped', 'imported'])
  })
})

describe('a hundred megabytes of one line', () => {
  const line = new Uint8Array(100 * 1024 * 1024).fill(97)
  const timed = async <Result>(work: Promise<Result>): Promise<Result> => {
    const begin = performance.now()
    const result = await work
    expect(performance.now() - begin).toBeLessThan(25_000)
    return result
  }
  test('as a text', async () => {
    expect(await timed(problemOf(line))).toMatch(/more than anybody writes/)
  })
  test('in an XML document', async () => {
    const head = strToU8('<quiz><question type="essay"><name><text>Q</text></name><questiontext format="html"><text>')
    const tail = strToU8(`</text></questiontext></question>${question('ok')}</quiz>`)
    const bytes = new Uint8Array(head.length + line.length + tail.length)
    bytes.set(head)
    bytes.set(line, head.length)
    bytes.set(tail, head.length + line.length)
    const { report } = await timed(readingOf(bytes))
    expect(report.items.map(({ status, reason }) => [status, reason.slice(0, 18)])).toEqual([
      ['skipped', 'Its text is longer'],
      ['imported', ''],
    ])
  })
  test('of XML that never ends a tag', async () => {
    const bytes = line.slice()
    bytes.set(strToU8('<quiz '))
    expect(await timed(problemOf(bytes))).toMatch(/can’t be read/)
  })
  test('as a page of a cartridge', async () => {
    const files: Record<string, Uint8Array> = {
      'imsmanifest.xml': strToU8(
        '<manifest><metadata><schema>IMS Common Cartridge</schema></metadata><organizations><organization><item><item identifierref="r"><title>Long</title></item></item></organization></organizations><resources><resource identifier="r" type="webcontent" href="long.html"><file href="long.html"/></resource></resources></manifest>',
      ),
      'long.html': line,
    }
    const { report } = await timed(readingOf(zipSync(files, { level: 0 })))
    expect(report.items[0]?.reason).toMatch(/longer than/)
  })
})

describe('scripts', () => {
  test('in a drawing are removed, and that is said', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="alert(1)"><script>alert(1)</script><a xlink:href="javascript:alert(1)"><circle r="3" style="fill:url(https://evil.example/x)"/></a><image href="https://evil.example/p.png"/><use href="#a"/><style>@import "https://evil.example/s.css";</style><foreignObject><body/></foreignObject></svg>'
    const bytes = Buffer.from(svg).toString('base64')
    const file = `<file name="d.svg" path="/" encoding="base64">${bytes}</file>`
    const { report, course } = await readingOf(
      moodle(
        question('<![CDATA[<img src="@@PLUGINFILE@@/d.svg">]]>').replace('</questiontext>', `${file}</questiontext>`),
      ),
    )
    const drawn = strFromU8(course.files[0]?.bytes ?? new Uint8Array())
    expect(drawn).not.toMatch(/script|onload|evil|foreignObject/)
    expect(drawn).toMatch(/<use href="#a"\/>/)
    expect(report.items[0]).toMatchObject({ status: 'lossy' })
    expect(report.items[0]?.reason).toMatch(/d\.svg.*removed/)
  })
  test('a file that is not what its name says is not taken', async () => {
    const file = `<file name="d.png" path="/" encoding="base64">${Buffer.from('<script>alert(1)</script>').toString('base64')}</file>`
    const { report, course } = await readingOf(
      moodle(
        question('<![CDATA[<img src="@@PLUGINFILE@@/d.png">]]>').replace('</questiontext>', `${file}</questiontext>`),
      ),
    )
    expect(course.files).toEqual([])
    expect(report.items[0]?.reason).toMatch(/was not taken/)
  })
})

test.each([
  ['nothing', new Uint8Array(), /empty/],
  ['a PDF', strToU8('%PDF-1.7'), /PDF/],
  ['a gzip archive', Uint8Array.from([0x1f, 0x8b, 8, 0]), /Moodle backup/],
  ['a web page', strToU8('<html><body>x</body></html>'), /web page/],
  ['some XML', strToU8('<rss></rss>'), /neither Moodle’s questions nor QTI/],
  ['a letter', strToU8('Dear all,\n\nsee you tomorrow.'), /none of the kinds/],
  ['JSON', strToU8('{"a": {"b": 1}}'), /none of the kinds/],
  ['a program', strToU8('int main() { return a = 3; }'), /none of the kinds/],
  ['a table of contents alone', strToU8('<manifest></manifest>'), /table of contents/],
  ['a test alone', strToU8('<qti-assessment-test identifier="t"></qti-assessment-test>'), /without its questions/],
  ['an office document', zipSync({ '[Content_Types].xml': strToU8('<x/>') }), /office document/],
  ['a zip of pictures', zipSync({ 'a.png': strToU8('x') }), /no table of contents/],
  [
    'SCORM',
    zipSync({ 'imsmanifest.xml': strToU8('<manifest><metadata><schema>ADL SCORM</schema></metadata></manifest>') }),
    /SCORM/,
  ],
  [
    'Blackboard’s own',
    zipSync({
      'imsmanifest.xml': strToU8(
        '<manifest><resources><resource type="assessment/x-bb-qti-test"/></resources></manifest>',
      ),
    }),
    /Blackboard/,
  ],
])('%s is told by name', async (_, bytes, problem) => {
  expect(await problemOf(bytes)).toMatch(problem)
})

test('a folder that was zipped as it lay is read like what is in it', async () => {
  const inside = readZip(sampleBytes('weather.canvas-imscc'), defaultLimits)
  const outer = writeZip([
    ...inside.paths.map((path) => ({ path: `My course/${path}`, content: inside.read(path) ?? '' })),
    { path: 'beside.png', content: 'x' },
  ])
  const plain = await readingOf(sampleBytes('weather.canvas-imscc'))
  const { course, report } = await readingOf(outer)
  expect(course).toEqual(plain.course)
  expect(report.items).toHaveLength(plain.report.items.length + 1)
})

describe('holding on', () => {
  test('progress is told, and goes on', async () => {
    const told: string[] = []
    await readingOf(sampleBytes('soil.imscc'), { onProgress: ({ what }) => told.push(what) })
    expect(told.length).toBeGreaterThan(20)
    expect(told).toContain('reading questions')
  })
  test('a signal stops it at any step', async () => {
    let all = 0
    await importPackage(sampleBytes('volcanoes.qti21'), { onProgress: () => void (all += 1) })
    for (const stopAt of [1, 2, Math.floor(all / 2), all]) {
      const signal = { aborted: false }
      let steps = 0
      const result = await importPackage(sampleBytes('volcanoes.qti21'), {
        signal,
        onProgress: () => {
          steps += 1
          if (steps === stopAt) signal.aborted = true
        },
      })
      expect(result.outcome).toBe('aborted')
    }
  })
  test('others get their turn', async () => {
    let turns = 0
    await readingOf(sampleBytes('volcanoes.qti21'), { pause: async () => void (turns += 1) })
    expect(turns).toBeGreaterThan(3)
  })
  test('an export stops too', async () => {
    const { course } = await readingOf(sampleBytes('soil.imscc'))
    for (const format of exportFormats)
      expect(await exportCourse(course, format, { signal: { aborted: true } })).toEqual({ outcome: 'aborted' })
  })
})
