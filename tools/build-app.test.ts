import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { compressApp, isAppFresh } from './build-app.ts'

test('the app is built anew when it is missing or one of its sources is newer', () => {
  const root = `${mkdtempSync(join(tmpdir(), 'edutrack-fresh-'))}/`
  const write = (path: string, time: number) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), '')
    utimesSync(join(root, path), time, time)
  }
  write('pwa/src/main.tsx', 100)
  write('shared-schema/src/id.ts', 100)
  write('pwa/index.html', 100)
  expect(isAppFresh(root)).toBe(false)
  write('pwa/dist/index.html', 200)
  expect(isAppFresh(root)).toBe(true)
  for (const path of ['pwa/src/deep/er.css', 'shared-schema/src/id.ts', 'pwa/index.html', 'pwa/public/icon.svg']) {
    write(path, 300)
    expect(isAppFresh(root)).toBe(false)
    write(path, 150)
  }
  write('pwa/dist/assets/x.js', 300)
  write('sync-server/src/main.ts', 300)
  expect(isAppFresh(root)).toBe(true)
  rmSync(root, { recursive: true })
})

test('texts of the built app are compressed beside themselves, pictures and small ones are not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'edutrack-compress-'))
  const script = 'export const words = "many"\n'.repeat(100)
  writeFileSync(join(folder, 'main.js'), script)
  writeFileSync(join(folder, 'small.js'), '1')
  writeFileSync(join(folder, 'picture.png'), script)
  compressApp(folder)
  expect(brotliDecompressSync(readFileSync(join(folder, 'main.js.br'))).toString()).toBe(script)
  expect(gunzipSync(readFileSync(join(folder, 'main.js.gz'))).toString()).toBe(script)
  for (const name of ['small.js.br', 'picture.png.br', 'main.js.map.gz'])
    expect(existsSync(join(folder, name))).toBe(false)
  rmSync(folder, { recursive: true })
})
