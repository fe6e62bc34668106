/** What Markdown may become. No style, no class, no id, nothing that loads or runs, no address but those that go somewhere a person chose to go. */
export const allowedElements =
  'p br hr wbr h2 h3 h4 h5 h6 strong em b i u s del ins mark sub sup small kbd samp var abbr dfn cite q time code pre blockquote aside ul ol li dl dt dd table caption thead tbody tfoot tr th td a span div details summary bdi bdo ruby rt rp'.split(
    ' ',
  )

/** They hold no address. */
export const plainAttributes =
  'title lang dir colspan rowspan scope align start reversed value open datetime data-tex data-display data-file data-alt data-caption data-link data-callout data-table'.split(
    ' ',
  )

/** Of links. */
export const allowedAddress = /^(?:https?:|mailto:|tel:|\/(?![/\\])|#)/i
