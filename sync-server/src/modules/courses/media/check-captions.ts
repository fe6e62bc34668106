/** Whether a WebVTT has a cue, and none whose times can't be read. A browser would leave such a cue out, without a word. */
export const areCaptionsReadable = (bytes: Uint8Array): boolean => {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return false
  }
  const lines = text.split(/\r\n|\r|\n/)
  if (!/^WEBVTT(\s|$)/.test(lines[0] ?? '')) return false
  const times = lines.filter((line) => line.includes('-->'))
  return times.length > 0 && times.every(isInOrder)
}

const TIME = /(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})/.source
const TIMES = new RegExp(`^\\s*${TIME}\\s+-->\\s+${TIME}(?:\\s.*)?$`)

const isInOrder = (line: string): boolean => {
  const found = TIMES.exec(line)
  if (found === null) return false
  const [, ...parts] = found
  return secondsOf(parts.slice(0, 4)) < secondsOf(parts.slice(4, 8))
}

const secondsOf = ([hours, minutes, seconds, thousandths]: readonly (string | undefined)[]): number =>
  Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(thousandths) / 1000
