import type { Page } from 'playwright-core'
import type { Account } from '#world/school-world.ts'
import { createKeyboard } from './keyboard.ts'
import { words, wordsWithin } from './words.ts'

/** At the door, to which the app has led. */
export const signInByKeyboard = async (
  page: Page,
  { email, password }: Pick<Account, 'email' | 'password'>,
): Promise<void> => {
  const keys = createKeyboard(page)
  await keys.write(words('sign-in.email'), email)
  await keys.write(words('sign-in.password'), password)
  await keys.key('Enter')
  await page.getByRole('link', { name: wordsWithin('status.open') }).waitFor()
}
