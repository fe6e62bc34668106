import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#app/app.tsx'
import { createInstall } from '#app/install.ts'
import { createCryptoIds } from '#platform/ids.ts'
import { createKeptValues } from '#platform/kept-values.ts'
import { createSystemClock } from '#platform/clock.ts'
import { createMemoryServices } from '#testing/memory-services.ts'
import { scenarios, type Scenario } from '#testing/scenarios.ts'
import '#ui/tokens.css'
import '#ui/base.css'
import { GalleryIndex } from './gallery-index.tsx'

/**
 * The app on services in memory (`npm run -w pwa gallery`). `/gallery` lists every screen in every state; any address takes `?scenario=`,
 * `?theme=`, `?scale=` and `?dir=`, which hold until the tab is closed.
 */
const asked = new URLSearchParams(location.search)
const chosen = (name: string, otherwise: string): string => {
  const value = asked.get(name) ?? sessionStorage.getItem(`gallery.${name}`) ?? otherwise
  sessionStorage.setItem(`gallery.${name}`, value)
  return value
}
const scenario = chosen('scenario', 'usual') as Scenario
const theme = chosen('theme', 'system')
const scale = chosen('scale', '1')
const direction = chosen('dir', 'ltr')
for (const name of ['scenario', 'theme', 'scale', 'dir']) asked.delete(name)
if (location.search !== '')
  history.replaceState(history.state, '', location.pathname + (asked.size > 0 ? `?${asked.toString()}` : ''))

const clock = createSystemClock()
const services = createMemoryServices({
  scenario: scenarios.includes(scenario) ? scenario : 'usual',
  now: () => clock.now(),
  after: clock.after,
  createId: createCryptoIds().create,
})
// The person's settings are the way by which the app is told how to look.
const settings = {
  theme: theme as 'system',
  textScale: Number(scale),
  ...(direction === 'rtl' ? { language: 'ar-XB' } : {}),
}
const { learning } = services
const asSet = {
  ...services,
  learning: async () => {
    const opened = await learning()
    await opened.saveSettings(settings)
    return opened
  },
}
const kept = createKeptValues(() => sessionStorage)
kept.write('appearance', JSON.stringify(settings))
// A start at the root stays there: a gallery shows what it is asked for.
kept.write('entry', kept.read('entry') ?? '0')

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root.')
createRoot(root).render(
  <StrictMode>
    {location.pathname === '/gallery' ? (
      <GalleryIndex />
    ) : (
      <App services={asSet} clock={clock} install={createInstall(window)} kept={kept} keptForTab={kept} />
    )}
  </StrictMode>,
)
