/** `2026-11-24T18:30`, in the time of this device's place. */
export const toLocalText = (time: number): string => {
  const date = new Date(time)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Undefined for what is no moment. */
export const fromLocalText = (text: string): number | undefined => {
  const time = new Date(text).getTime()
  return text === '' || Number.isNaN(time) ? undefined : time
}
