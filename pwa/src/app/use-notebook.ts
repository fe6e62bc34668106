import { createUseOpened } from './use-opened.ts'

/** For what shows notes and bookmarks. */
export const useNotebook = createUseOpened((learning) => learning.notebook())
