/** A medium as our Markdown names it: `![what it shows](file:<id>)`. */
export const mediaMarkdown = (text: string, fileId: string): string =>
  `![${text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[[\]\\]/g, '\\$&')}](file:${fileId})`

/** Every file that a text or a document's content names. */
export const namesFile = (content: unknown, fileId: string): boolean => JSON.stringify(content).includes(fileId)

/** The files that a unit shows. */
export const shownFileIds = (
  markdown: string,
  video: { readonly fileId: string; readonly captionsFileId?: string | undefined } | undefined,
): string[] => [
  ...new Set(
    [
      video?.fileId,
      video?.captionsFileId,
      ...[...markdown.matchAll(/\]\(\s*<?file:(?:\/\/)?([^)\s>]+)/g)].map(([, id]) => id),
    ].filter((id) => id !== undefined),
  ),
]
