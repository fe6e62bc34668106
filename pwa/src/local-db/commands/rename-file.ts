import { edit, type CommandContext } from './command-context.ts'

/** What a file is called in its course; what refers to it does so by its id. */
export const renameFile = async (context: CommandContext, id: string, name: string): Promise<void> => {
  await edit(context, 'files', id, (file) => (file === undefined ? undefined : { ...file, name }))
}
