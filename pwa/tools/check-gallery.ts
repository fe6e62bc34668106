import { AxeBuilder } from '@axe-core/playwright'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Browser, type Page } from 'playwright-core'
import { createServer } from 'vite'
import { galleryScreens } from '../src/testing/gallery/gallery-screens.ts'

/**
 * Looks at every screen of the gallery in every state and look: axe finds nothing, nothing is wider than the screen, nothing is written to
 * the console. `npm run -w pwa check-gallery [-- --shots DIR] [-- --only NAME]`.
 */
const { values } = parseArgs({
  options: {
    shots: { type: 'string' },
    only: { type: 'string' },
    looks: { type: 'string' },
    chromium: { type: 'string', default: process.env['EDUTRACK_CHROMIUM'] ?? '/usr/bin/chromium' },
  },
})

interface Look {
  readonly name: string
  readonly query: string
  readonly width: number
  readonly height: number
}
const phone = { width: 360, height: 740 }
const wide = { width: 1280, height: 800 }
const looks: readonly Look[] = [
  { name: 'phone', query: 'theme=light&scale=1&dir=ltr', ...phone },
  { name: 'dark', query: 'theme=dark&scale=1&dir=ltr', ...phone },
  { name: 'large', query: 'theme=light&scale=2&dir=ltr', ...phone },
  { name: 'rtl', query: 'theme=light&scale=1&dir=rtl', ...phone },
  { name: 'wide', query: 'theme=light&scale=1&dir=ltr', ...wide },
  { name: 'wide-dark', query: 'theme=dark&scale=1&dir=ltr', ...wide },
].filter(({ name }) => values.looks === undefined || values.looks.split(',').includes(name))

const findings = new Set<string>()
/** Said at once: a look at everything takes a while. */
const find = (finding: string): void => {
  if (findings.has(finding)) return
  findings.add(finding)
  process.stdout.write(`${finding}\n`)
}

const openPage = async (browser: Browser, look: Look, where: () => string): Promise<Page> => {
  const isPhone = look.width < 700
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    deviceScaleFactor: isPhone ? 2 : 1,
    isMobile: isPhone,
    hasTouch: isPhone,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => find(`${where()}: ${error.message}`))
  page.on('console', (message) => {
    // The state "broken" throws on purpose, and React says so.
    if (message.type() === 'error' && !where().includes('broken')) find(`${where()}: ${message.text().slice(0, 300)}`)
  })
  // Nothing on any screen asks by the browser's own boxes, or fetches from elsewhere.
  page.on('dialog', (dialog) => {
    find(`${where()}: a box says ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== 'localhost') find(`${where()}: fetches ${request.url()}`)
  })
  return page
}

const look = async (page: Page, where: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  for (const { id, nodes } of violations)
    for (const { target, failureSummary } of nodes)
      find(`${where}: ${id} ${String(target)} ${(failureSummary ?? '').split('\n')[1]?.trim() ?? ''}`)
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  if (overflow > 0) find(`${where}: ${String(overflow)} px wider than the screen`)
  if (values.shots !== undefined)
    await page.screenshot({
      path: join(values.shots, `${where.replaceAll(' ', '_')}.png`),
      fullPage: where.includes('full'),
    })
}

const server = await createServer({
  configFile: join(import.meta.dirname, '../vite.config.ts'),
  mode: 'gallery',
  logLevel: 'warn',
  // What is looked at stays as it was at the start.
  server: { port: 0, hmr: false, watch: null },
})
await server.listen()
const origin = `http://localhost:${String(server.config.server.port)}`
const address = server.resolvedUrls?.local[0] ?? origin
const browser = await chromium.launch({
  executablePath: values.chromium,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
if (values.shots !== undefined) await mkdir(values.shots, { recursive: true })

let seen = 0
try {
  for (const current of looks) {
    let where = current.name
    const page = await openPage(browser, current, () => where)
    for (const { name, address: path, states, press, isNarrow, absent } of galleryScreens) {
      if (isNarrow === true && current.width > phone.width) continue
      if (values.only !== undefined && !name.startsWith(values.only)) continue
      for (const state of states) {
        where = `${name} ${state} ${current.name}`
        await page.goto(
          new URL(`${path}${path.includes('?') ? '&' : '?'}scenario=${state}&${current.query}`, address).href,
        )
        await page
          .locator('h1')
          .first()
          .waitFor({ state: 'attached', timeout: 5000 })
          .catch(() => find(`${where}: has no h1`))
        await page.evaluate(() => document.fonts.ready)
        // Skeletons show after 200 ms; by then all else has come.
        await page.waitForTimeout(350)
        for (const button of press ?? [])
          await page
            .getByRole('button', { name: button })
            .first()
            .click({ timeout: 5000 })
            .catch((error: Error) =>
              find(`${where}: can’t press ${String(button)}: ${error.message.split('\n')[0] ?? ''}`),
            )
        if (press !== undefined) await page.waitForTimeout(250)
        if (absent !== undefined && (await page.locator(absent).count()) > 0)
          find(`${where}: has what must not be there`)
        await look(page, where)
        seen += 1
      }
    }
    await page.context().close()
  }
} finally {
  await browser.close()
  await server.close()
}
process.stdout.write(`${String(seen)} screens looked at, ${String(findings.size)} findings\n`)
if (findings.size > 0 || seen === 0) process.exit(1)
