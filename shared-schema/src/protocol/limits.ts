/** Rows of one collection in one push. */
export const MAX_ROWS_PER_PUSH = 500
/** Documents of one page of a pull; a device may ask for fewer. */
export const MAX_DOCUMENTS_PER_PULL = 1000
/** Bytes of an inflated request body. */
export const MAX_SYNC_BODY = 8 * 1024 * 1024
/** Arrays and objects of a request body that stand in each other: no document of ours comes near, and whatever walks through one is safe of overflowing. */
export const MAX_JSON_DEPTH = 200
/** Pages that a device tells of as begun: it is cut off in one, and again in the next, hardly ever more often. */
export const MAX_BEGUN_PAGES = 8
/** Characters of a checkpoint: some fifty for each course that a person teaches or takes, of which the largest schools' teachers have some thousands. */
export const MAX_CHECKPOINT = 200_000
