import type { WakeState } from '#platform/web-push.ts'
import type { Outcome } from './services.ts'

/** When neither push nor mail disturbs the person: minutes after midnight in their time zone. */
export interface QuietHours {
  readonly from: number
  readonly to: number
  readonly zone: string
}

/** How the person is told of notices beside the app. What the school has to know of it needs the network. */
export interface Alerts {
  /** Of this device. `off`: this browser is woken for nobody, or for another person. */
  state(): Promise<WakeState>
  turnOn(): Promise<Outcome>
  turnOff(): Promise<Outcome>
  /** Null: there are none. Undefined: the school is out of reach. */
  quiet(): Promise<QuietHours | null | undefined>
  setQuiet(quiet: QuietHours | null): Promise<Outcome>
  /** The time zone of this device. */
  readonly zone: string
}
