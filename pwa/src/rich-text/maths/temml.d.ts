/** The typesetter's sources without its plugins: less than half of its bundle. */
declare module 'temml/temml.js' {
  import type { render } from 'temml'
  const temml: { readonly render: typeof render }
  export default temml
}
