import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core'
import { findChromium, HOW_TO_GET_CHROMIUM } from '@edutrack/tools/services/find-chromium'

const PHONE = { width: 360, height: 740 }

export interface DeviceOptions {
  readonly baseUrl: string
  readonly viewport?: { readonly width: number; readonly height: number }
  /** Runs in every page and before its scripts: to take an API away that some browsers lack. */
  readonly initScript?: string
  readonly colorScheme?: 'light' | 'dark'
}

/**
 * A phone with a real Chromium: a profile on disk that outlives the browser's process. The browser can be killed and started again, its pages closed
 * while its service worker lives on, its network taken away and given back.
 */
export interface Device {
  /** The one open page; opens one where there is none. */
  page(): Promise<Page>
  goto(path: string): Promise<Page>
  /** The network of pages and of the service worker alike. */
  setOffline(isOffline: boolean): Promise<void>
  /** Closes every page of the app; the browser goes on. */
  closePages(): Promise<void>
  /** Ends the browser as its user does. */
  quit(): Promise<void>
  /**
   * Ends the browser at once, as a dead battery does. Chromium writes cookies to disk only every 30 s: a session that is younger is lost, and the person signs in again.
   */
  kill(): Promise<void>
  /** Starts the browser again on the same profile. */
  start(): Promise<void>
  throttleCpu(rate: number): Promise<void>
  /** Bytes a second that the page's network gives; null: all it can. */
  throttleNetwork(bytesPerSecond: number | null): Promise<void>
  /** How much this origin may store, in bytes; null: as much as the disk allows. */
  limitStorage(bytes: number | null): Promise<void>
  /** The session's cookie is gone, as when it has run out. */
  forgetSession(): Promise<void>
  /** What the pages reported as errors since the last call: uncaught exceptions, and console errors but for failed loads. */
  takeErrors(): readonly string[]
  close(): Promise<void>
}

export const createDevice = async (options: DeviceOptions): Promise<Device> => {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error(HOW_TO_GET_CHROMIUM)
  const profile = await mkdtemp(join(tmpdir(), 'edutrack-phone-'))
  const errors: string[] = []
  let context: BrowserContext | undefined

  const running = (): BrowserContext => {
    if (context === undefined) throw new Error('The browser is not running')
    return context
  }
  const start = async (): Promise<void> => {
    context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      viewport: options.viewport ?? PHONE,
      baseURL: options.baseUrl,
      colorScheme: options.colorScheme ?? 'light',
      locale: 'en-GB',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
    context.setDefaultTimeout(60_000)
    if (options.initScript !== undefined) await context.addInitScript(options.initScript)
    context.on('weberror', (error) => errors.push(String(error.error().stack ?? error.error())))
    context.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        errors.push(message.text())
    })
  }
  const page = async (): Promise<Page> => running().pages()[0] ?? (await running().newPage())
  await start()

  return {
    page,
    goto: async (path) => {
      const opened = await page()
      await opened.goto(path)
      return opened
    },
    setOffline: (isOffline) => running().setOffline(isOffline),
    closePages: async () => {
      // The browser ends with its last window: an empty one stays.
      const keeper = await running().newPage()
      for (const opened of running().pages()) if (opened !== keeper) await opened.close()
    },
    quit: async () => {
      await running().close()
      context = undefined
    },
    kill: async () => {
      const ended = new Promise((resolve) => running().once('close', resolve))
      for (const pid of processesOf(profile)) process.kill(pid, 'SIGKILL')
      await ended
      context = undefined
    },
    start,
    throttleCpu: async (rate) => {
      const session: CDPSession = await running().newCDPSession(await page())
      await session.send('Emulation.setCPUThrottlingRate', { rate })
    },
    throttleNetwork: async (bytesPerSecond) => {
      const session: CDPSession = await running().newCDPSession(await page())
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: bytesPerSecond ?? -1,
        uploadThroughput: -1,
      })
    },
    limitStorage: async (bytes) => {
      const session: CDPSession = await running().newCDPSession(await page())
      await session.send('Storage.overrideQuotaForOrigin', {
        origin: options.baseUrl,
        ...(bytes === null ? {} : { quotaSize: bytes }),
      })
    },
    forgetSession: () => running().clearCookies(),
    takeErrors: () => errors.splice(0),
    close: async () => {
      await context?.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const processesOf = (profile: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes(`--user-data-dir=${profile}`)
      } catch {
        return false // It has ended meanwhile.
      }
    })
