import { Suspense, useEffect, useState, type ReactNode } from 'react'
import type { Notice } from '@edutrack/shared-schema/collections/notices'
import type { Settings } from '@edutrack/shared-schema/collections/people'
import type { Alerts, QuietHours } from '#app/alerts.ts'
import { useAlerts } from '#app/use-alerts.ts'
import { useMessages } from '#i18n/messages.tsx'
import { Section } from '#parts/section.tsx'
import { Card } from '#ui/card.tsx'
import { Checkbox, Switch } from '#ui/checkbox.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { TextField } from '#ui/text-field.tsx'
import styles from './me.module.css'

type Notify = NonNullable<Settings['notify']>
type Way = 'push' | 'mail'

/** What a person may choose ways for; the others need them in any case. */
const kinds = [
  'announcement',
  'reply',
  'graded',
  'decided',
  'enrolled',
  'certificate',
  'deadline',
] as const satisfies readonly Notice['kind'][]
const allWays = ['app', 'push', 'mail'] as const

/** By which ways the person is told beside the app, and when not. */
export const Notifications = ({
  notify,
  onChange,
}: {
  readonly notify: Notify
  readonly onChange: (notify: Notify) => void
}): ReactNode => {
  const { t } = useMessages()
  return (
    <Section title={t('alerts.title')}>
      <p className={styles['soft']}>{t('alerts.text')}</p>
      <Card className={styles['fields']}>
        <Suspense fallback={<Skeleton lines={3} />}>
          <ThisDevice />
        </Suspense>
      </Card>
      <Card className={styles['fields']}>
        {kinds.map((kind) => (
          <Ways key={kind} kind={kind} notify={notify} onChange={onChange} />
        ))}
      </Card>
    </Section>
  )
}

const Ways = ({
  kind,
  notify,
  onChange,
}: {
  readonly kind: (typeof kinds)[number]
  readonly notify: Notify
  readonly onChange: (notify: Notify) => void
}): ReactNode => {
  const { t } = useMessages()
  const ways = notify[kind] ?? allWays
  const set = (way: Way, isOn: boolean): void => {
    const others = ways.filter((each) => each !== way)
    onChange({ ...notify, [kind]: isOn ? [...others, way] : others })
  }
  return (
    <fieldset className={styles['fieldset']}>
      <legend className={styles['legend']}>{t(`alerts.kind-${kind}`)}</legend>
      <div className={styles['ways']}>
        <Checkbox label={t('alerts.push')} isChecked={ways.includes('push')} onChange={(isOn) => set('push', isOn)} />
        <Checkbox label={t('alerts.mail')} isChecked={ways.includes('mail')} onChange={(isOn) => set('mail', isOn)} />
      </div>
    </fieldset>
  )
}

const ThisDevice = (): ReactNode => {
  const { t, tOf } = useMessages()
  const alerts = useAlerts()
  const [state, setState] = useState<Awaited<ReturnType<Alerts['state']>>>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    let isCurrent = true
    void alerts.state().then((now) => isCurrent && setState(now))
    return () => {
      isCurrent = false
    }
  }, [alerts])
  const turn = async (isOn: boolean): Promise<void> => {
    setProblem(undefined)
    setState(isOn ? 'on' : 'off')
    const outcome = await (isOn ? alerts.turnOn() : alerts.turnOff())
    setProblem(outcome.ok ? undefined : outcome.messageId)
    setState(await alerts.state())
  }
  return (
    <>
      {state === 'unsupported' || state === 'denied' ? (
        <p>{t(`alerts.${state}`)}</p>
      ) : (
        <Switch
          label={t('alerts.this-device')}
          hint={t('alerts.this-device-hint')}
          isChecked={state === 'on'}
          onChange={(isOn) => void turn(isOn)}
        />
      )}
      <Quiet alerts={alerts} onProblem={setProblem} />
      {problem !== undefined && <p role="alert">{tOf(problem)}</p>}
    </>
  )
}

const NIGHT = { from: 22 * 60, to: 7 * 60 }

const Quiet = ({
  alerts,
  onProblem,
}: {
  readonly alerts: Alerts
  readonly onProblem: (messageId: string | undefined) => void
}): ReactNode => {
  const { t } = useMessages()
  /** `away`: the school keeps them, and is out of reach. */
  const [quiet, setQuiet] = useState<QuietHours | null | 'away'>()
  useEffect(() => {
    let isCurrent = true
    void alerts.quiet().then((known) => isCurrent && setQuiet(known === undefined ? 'away' : known))
    return () => {
      isCurrent = false
    }
  }, [alerts])
  if (quiet === undefined) return <Skeleton lines={1} />
  if (quiet === 'away') return <p className={styles['soft']}>{t('alerts.quiet-away')}</p>
  const save = async (next: QuietHours | null): Promise<void> => {
    setQuiet(next)
    const outcome = await alerts.setQuiet(next)
    onProblem(outcome.ok ? undefined : outcome.messageId)
    if (!outcome.ok) setQuiet(quiet)
  }
  return (
    <>
      <Switch
        label={t('alerts.quiet')}
        hint={t('alerts.quiet-hint')}
        isChecked={quiet !== null}
        onChange={(isOn) => void save(isOn ? { ...NIGHT, zone: alerts.zone } : null)}
      />
      {quiet !== null && (
        <div className={styles['ways']}>
          {(['from', 'to'] as const).map((end) => (
            <TextField
              key={end}
              type="time"
              label={t(`alerts.quiet-${end}`)}
              value={toTime(quiet[end])}
              onChange={({ target }) => {
                const minutes = toMinutes(target.value)
                if (minutes !== undefined) void save({ ...quiet, [end]: minutes, zone: alerts.zone })
              }}
            />
          ))}
        </div>
      )}
    </>
  )
}

const toTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const toMinutes = (time: string): number | undefined => {
  const [hours, minutes] = time.split(':').map(Number)
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)
    ? undefined
    : hours * 60 + minutes
}
