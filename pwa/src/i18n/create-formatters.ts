const MINUTE = 60_000
/** A number stays on the line of its unit. */
const NO_BREAK = '\u00A0'
const DAY = 24 * 60 * MINUTE

/** How a language writes numbers, sizes and times. All times are ms since 1970 and shown in the device's zone. */
export interface Formatters {
  number(value: number): string
  /** 0–1 */
  percent(fraction: number): string
  /** As people read sizes: "640 kB", "3.8 MB", "38 MB", "1.2 GB". */
  bytes(bytes: number): string
  /** "14:02" */
  time(at: number): string
  /** "12 November 2026" */
  date(at: number): string
  /** "12 Nov 2026, 14:02:31", as on a receipt. */
  exactTime(at: number): string
  /** How long ago, as one says it: "14:02" today, "Yesterday, 14:02", "12 Nov, 14:02". */
  moment(at: number, now: number): string
  /** The day, as one says it: "today", "yesterday", "12 Nov". */
  day(at: number, now: number): string
  /** How far ahead or behind in days, as one says it: "today, 18:00", "tomorrow, 18:00", "in 3 days", "12 Nov". */
  deadline(at: number, now: number): string
  /** "45 min", "3 hr 20 min" */
  minutes(minutes: number): string
  /** "4:05", "1:04:05" */
  clock(seconds: number): string
  /** The name of a language in this one: "English". */
  languageName(code: string): string
}

export const createFormatters = (language: string): Formatters => {
  const dateFormat = madeOnce(
    (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(language, options),
  )
  // Each is made when it is first needed: what a language is like takes a slow phone tens of milliseconds to look up.
  const numberFormat = madeOnce(
    (options: Intl.NumberFormatOptions): Intl.NumberFormat => new Intl.NumberFormat(language, options),
  )
  const numbers = (value: number): string => numberFormat({}).format(value)
  const time = (at: number): string => dateFormat({ timeStyle: 'short' }).format(at)
  const shortDate = (at: number, now: number): string =>
    dateFormat({
      day: 'numeric',
      month: 'short',
      ...(new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' }),
    }).format(at)
  const relativeDay = (days: number): string =>
    new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')
  const unit = (value: number, name: string, digits = 0): string =>
    numberFormat({
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    })
      .format(value)
      .replaceAll(' ', NO_BREAK)

  return {
    number: (value) => numbers(value),
    percent: (fraction) => numberFormat({ style: 'percent', maximumFractionDigits: 0 }).format(fraction),
    bytes: (bytes) => {
      if (bytes < 1_000_000) return unit(bytes === 0 ? 0 : Math.max(1, Math.round(bytes / 1000)), 'kilobyte')
      const isGiga = bytes >= 999_500_000
      const value = bytes / (isGiga ? 1e9 : 1e6)
      return unit(value, isGiga ? 'gigabyte' : 'megabyte', value < 10 ? 1 : 0)
    },
    time,
    date: (at) => dateFormat({ dateStyle: 'long' }).format(at),
    exactTime: (at) => dateFormat({ dateStyle: 'medium', timeStyle: 'medium' }).format(at),
    moment: (at, now) => {
      const days = daysBetween(now, at)
      if (days === 0) return time(at)
      if (days === -1) return `${capitalised(relativeDay(-1), language)}, ${time(at)}`
      return `${shortDate(at, now)}, ${time(at)}`
    },
    day: (at, now) => {
      const days = daysBetween(now, at)
      return days === 0 || days === -1 ? relativeDay(days) : shortDate(at, now)
    },
    deadline: (at, now) => {
      const days = daysBetween(now, at)
      if (Math.abs(days) <= 1) return `${relativeDay(days)}, ${time(at)}`
      return Math.abs(days) < 7 ? relativeDay(days) : shortDate(at, now)
    },
    minutes: (minutes) => {
      const hours = Math.floor(minutes / 60)
      const rest = Math.round(minutes % 60)
      if (hours === 0) return unit(rest, 'minute')
      return rest === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')}${NO_BREAK}${unit(rest, 'minute')}`
    },
    clock: (seconds) => {
      const whole = Math.max(0, Math.floor(seconds))
      const two = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 })
      const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
      const tail = `${two.format(whole % 60)}`
      return hours === 0 ? `${numbers(minutes)}:${tail}` : `${numbers(hours)}:${two.format(minutes)}:${tail}`
    },
    languageName: (code) => {
      try {
        const name = new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code
        return capitalised(name, language)
      } catch {
        return code // No well-formed language: as it was written.
      }
    },
  }
}

/** Making a format costs a phone about a millisecond, and a list needs one in every row. */
const madeOnce = <Options extends object, Format>(
  make: (options: Options) => Format,
): ((options: Options) => Format) => {
  const made = new Map<string, Format>()
  return (options) => {
    const key = JSON.stringify(options)
    const known = made.get(key) ?? make(options)
    made.set(key, known)
    return known
  }
}

/** Whole calendar days from one moment's day to the other's, in the device's zone. */
const daysBetween = (from: number, to: number): number =>
  Math.round((new Date(to).setHours(0, 0, 0, 0) - new Date(from).setHours(0, 0, 0, 0)) / DAY)

const capitalised = (word: string, language: string): string =>
  word.slice(0, 1).toLocaleUpperCase(language) + word.slice(1)
