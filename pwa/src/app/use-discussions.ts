import { createUseOpened } from './use-opened.ts'

/** For what shows announcements and discussions. */
export const useDiscussions = createUseOpened((learning) => learning.discussions())
