import createDOMPurify from 'dompurify'
import { allowedAddress, allowedElements, plainAttributes } from './allowed-html.ts'
import type { Sanitise } from './sanitise.ts'

/** For browsers without a sanitiser of their own. */
export const createPurifySanitise = (window: Window & typeof globalThis): Sanitise => {
  const purify = createDOMPurify(window)
  return (html) =>
    purify.sanitize(html, {
      ALLOWED_TAGS: allowedElements,
      ALLOWED_ATTR: ['href', ...plainAttributes],
      // What is allowed of addresses doesn't matter to attributes that hold none.
      ADD_URI_SAFE_ATTR: plainAttributes,
      ALLOW_ARIA_ATTR: false,
      ALLOW_DATA_ATTR: false,
      ALLOWED_URI_REGEXP: allowedAddress,
      RETURN_DOM_FRAGMENT: true,
    })
}
