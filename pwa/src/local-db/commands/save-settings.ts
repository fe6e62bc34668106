import type { Settings } from '@edutrack/shared-schema/collections/people'
import { edit, type CommandContext } from './command-context.ts'

export const saveSettings = async (context: CommandContext, change: Partial<Settings>): Promise<void> => {
  await edit(context, 'people', context.personId, (person) =>
    person === undefined ? undefined : { ...person, settings: { ...person.settings, ...change } },
  )
}

export const rename = async (context: CommandContext, name: string): Promise<void> => {
  const tidy = name.trim().slice(0, 120)
  if (tidy === '') return
  await edit(context, 'people', context.personId, (person) =>
    person === undefined ? undefined : { ...person, name: tidy },
  )
}
