import type { ReactNode } from 'react'
import { galleryScreens } from './gallery-screens.ts'

const looks = [
  ['light', '&theme=light&scale=1&dir=ltr'],
  ['dark', '&theme=dark&scale=1&dir=ltr'],
  ['200 %', '&theme=light&scale=2&dir=ltr'],
  ['right to left', '&theme=light&scale=1&dir=rtl'],
] as const

/** Links to every screen, in every state and look. */
export const GalleryIndex = (): ReactNode => (
  <main style={{ padding: 24 }}>
    <h1>Gallery</h1>
    {galleryScreens.map(({ name, address, states }) => (
      <section key={name}>
        <h2>{name}</h2>
        {states.map((scenario) => (
          <p key={scenario}>
            {scenario}:{' '}
            {looks.map(([look, query]) => (
              <a
                key={look}
                href={`${address}${address.includes('?') ? '&' : '?'}scenario=${scenario}${query}`}
                style={{ marginInlineEnd: 12 }}
              >
                {look}
              </a>
            ))}
          </p>
        ))}
      </section>
    ))}
  </main>
)
