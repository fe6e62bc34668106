/** Some HTML without what nobody sees: white space between blocks, and paragraphs in the items of a list. */
export const look = (html: string): string =>
  html
    .replace(/<li>\s*<p>([^]*?)<\/p>\s*(?=<\/li>|<[uo]l)/g, '<li>$1')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\s*(<\/?(?:p|ul|ol|li|blockquote|pre|h\d|table|thead|tbody|tr|td|th|aside|br|hr)\b[^>]*>)\s*/g, '$1')
