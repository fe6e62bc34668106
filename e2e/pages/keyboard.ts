import type { Page } from 'playwright-core'

/** What somebody does who has no pointer: moving the focus with Tab, and pressing keys on what has it. */
export const createKeyboard = (page: Page) => {
  const focused = (): Promise<{ readonly role: string; readonly name: string }> =>
    page.evaluate(() => {
      const element = document.activeElement
      if (element === null || element === document.body) return { role: '', name: '' }
      const label =
        element.getAttribute('aria-label') ??
        (element.getAttribute('aria-labelledby') ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent ?? '')
          .join(' ')
          .trim()
      const labels = (element as HTMLInputElement).labels
      const name = label || (labels?.[0]?.textContent ?? element.textContent ?? '')
      const tag = element.tagName
      const type = element.getAttribute('type') ?? ''
      const role =
        tag === 'TEXTAREA' || (tag === 'INPUT' && !['radio', 'checkbox'].includes(type))
          ? 'textbox'
          : tag === 'SELECT'
            ? 'combobox'
            : tag === 'INPUT'
              ? type
              : tag === 'A'
                ? 'link'
                : 'button'
      return { role, name: name.trim() }
    })
  const reach = async (name: RegExp, role: string): Promise<void> => {
    const met: string[] = []
    for (let steps = 0; steps < 150; steps += 1) {
      const now = await focused()
      if (now.role === role && name.test(now.name)) return
      met.push(`${now.role} ${now.name}`)
      await page.keyboard.press('Tab')
    }
    throw new Error(`The focus comes to no ${role} ${String(name)}, but to ${[...new Set(met)].join(' | ')}`)
  }
  return {
    /** Moves the focus with Tab until it is there. */
    reach,
    press: async (name: RegExp): Promise<void> => {
      await reach(name, 'button')
      await page.keyboard.press('Enter')
    },
    type: (text: string): Promise<void> => page.keyboard.type(text),
    key: async (key: string, times = 1): Promise<void> => {
      for (let time = 0; time < times; time += 1) await page.keyboard.press(key)
    },
    /** Takes an option of a list by its first letters. */
    choose: async (name: RegExp, option: string): Promise<void> => {
      await reach(name, 'combobox')
      await page.keyboard.type(option)
    },
  }
}
