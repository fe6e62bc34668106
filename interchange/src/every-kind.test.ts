import { describe, expect, test } from 'vitest'
import { strFromU8 } from 'fflate'
import { importPackage, type ImportResult } from './import-package.ts'
import { defaultLimits } from './limits.ts'
import { everyInteraction, packageOfEveryInteraction, type QtiVersion } from './testing/every-interaction.ts'
import { sampleBytes } from './testing/pack-folder.ts'
import { readZip } from './zip/read-zip.ts'
import { writeZip } from './zip/write-zip.ts'

type Read = Extract<ImportResult, { readonly outcome: 'read' }>
const read = async (bytes: Uint8Array): Promise<Read> => {
  const result = await importPackage(bytes)
  if (result.outcome !== 'read') throw new Error(JSON.stringify(result))
  return result
}

describe.each(['2.1', '2.2', '3'] satisfies readonly QtiVersion[])('QTI %s', (version) => {
  test('each of its interactions is taken, or named with the reason why not', async () => {
    const { report } = await read(packageOfEveryInteraction(version))
    expect(report.format).toBe(version === '3' ? 'QTI 3' : 'QTI 2')
    expect(report.items.map(({ title }) => title)).toEqual(everyInteraction.map(({ name }) => name))
    for (const { name, expected } of everyInteraction) {
      const item = report.items.find(({ title }) => title === name)
      expect([name, item?.status, item?.type]).toEqual([name, expected.status, expected.type])
      if (expected.reason === undefined) expect([name, item?.reason]).toEqual([name, ''])
      else expect(item?.reason).toMatch(expected.reason)
    }
  })
})

describe('Common Cartridge', () => {
  /** The same cartridge as each version of the standard names its parts; versions before 1.3 know no assignments. */
  const cartridgeOf = (version: '1.0' | '1.1' | '1.2' | '1.3'): Uint8Array => {
    const zip = readZip(sampleBytes('soil.imscc'), defaultLimits)
    const digits = `v${version.replace('.', 'p')}`
    return writeZip(
      zip.paths.map((path) => {
        const content = zip.read(path) ?? new Uint8Array()
        if (path !== 'imsmanifest.xml') return { path, content }
        const text = strFromU8(content)
          .replaceAll('imsccv1p3', version === '1.0' ? 'imscc' : `imscc${digits}`)
          .replaceAll('imscc_xmlv1p3', `imscc_xml${digits}`)
          .replace('<schemaversion>1.3.0<', `<schemaversion>${version}.0<`)
        return { path, content: text }
      }),
    )
  }
  test.each(['1.0', '1.1', '1.2', '1.3'] as const)('version %s gives the same course', async (version) => {
    const { course, report } = await read(cartridgeOf(version))
    const newest = await read(sampleBytes('soil.imscc'))
    expect(report).toEqual(newest.report)
    expect(course).toEqual(newest.course)
  })
})
