/** A device's script under which all that a page knows of the time is `shiftMs` ahead of the truth. */
export const wrongClock = (shiftMs: number): string => `
  const RealDate = Date
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + ${String(shiftMs)})
      else super(...given)
    }
    static now() {
      return RealDate.now() + ${String(shiftMs)}
    }
  }`
