import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createKeptValues } from '#platform/kept-values.ts'
import { createSystemClock } from '#platform/clock.ts'
import './ui/tokens.css'
import './ui/base.css'
import { App } from './app/app.tsx'
import { applyAppearance, readAppearance } from './app/appearance.tsx'
import { createInstall } from './app/install.ts'
import { createServices } from './app/create-services.ts'
import { routeAt } from './app/routes.ts'

// Which build this is, for whoever has to tell two apart.
document.documentElement.dataset['build'] = String(import.meta.env['VITE_BUILD'] ?? '')

const kept = createKeptValues(() => localStorage)
applyAppearance(readAppearance(kept))

// What will be shown, and the database of who is signed in, are on their way while React renders the frame. The small list of what the screen needs first: once RxDB is here, it keeps the processor busy.
void routeAt(location.pathname)?.screen.preload()
const services = createServices()
services.learning().catch(() => undefined) // Nobody is signed in, or it is said where a screen needs it.

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root.')
createRoot(root).render(
  <StrictMode>
    <App
      services={services}
      clock={createSystemClock()}
      install={createInstall(window)}
      kept={kept}
      keptForTab={createKeptValues(() => sessionStorage)}
    />
  </StrictMode>,
)
