import { decodeHTML } from 'entities/decode'

/** What HTML means by `&name;`; undefined for a name that it doesn't know. */
export const decodeEntity = (name: string): string | undefined => {
  const decoded = decodeHTML(`&${name};`)
  return decoded === `&${name};` ? undefined : decoded
}
