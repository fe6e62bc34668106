import { createUseOpened } from './use-opened.ts'

/** For an instructor's screens. */
export const useTeaching = createUseOpened((learning) => learning.teaching())
