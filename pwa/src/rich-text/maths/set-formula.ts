import temml from 'temml/temml.js'
import 'temml/dist/Temml-Local.css'
import './maths.css'
import type { SetFormula } from './load-maths.ts'

/** The typesetter builds elements, not HTML: there is nothing in between that could be read as something else. */
export const setFormula: SetFormula = (element, tex, isDisplay) => {
  try {
    temml.render(tex, element, {
      displayMode: isDisplay,
      // Within a line a long formula breaks where a person would break it.
      wrap: isDisplay ? 'none' : 'tex',
      throwOnError: true,
      // No links, pictures, classes or ids from a formula, and no macro that makes more and more of itself.
      trust: false,
      maxExpand: 500,
      maxSize: [20, 20],
    })
    return true
  } catch {
    return false
  }
}
