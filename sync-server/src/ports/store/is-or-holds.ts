/** Whether a field of a lookup is the value, or a list with it. */
export const isOrHolds = (field: unknown, value: string): boolean =>
  field === value || (Array.isArray(field) && field.includes(value))
