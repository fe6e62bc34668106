import { edit, type CommandContext } from './command-context.ts'

export const readNotice = async (context: CommandContext, id: string): Promise<void> => {
  const readAt = context.clock.now()
  await edit(context, 'notices', id, (notice) =>
    notice === undefined || notice.readAt !== undefined ? undefined : { ...notice, readAt },
  )
}
