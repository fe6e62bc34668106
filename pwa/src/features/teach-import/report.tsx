import { useState, type ReactNode } from 'react'
import { shapes as check } from 'virtual:icon/circle-check'
import { shapes as half } from 'virtual:icon/circle-dot-dashed'
import { shapes as none } from 'virtual:icon/circle-x'
import { useMessages } from '#i18n/messages.tsx'
import type { PackageReport } from '#app/teaching.ts'
import forms from '#parts/form.module.css'
import { Section } from '#parts/section.tsx'
import { Button } from '#ui/button.tsx'
import { Chip, ChipRow } from '#ui/chip.tsx'
import { Icon } from '#ui/icon.tsx'
import styles from './teach-import.module.css'

const icons = { imported: check, lossy: half, skipped: none } as const
const statuses = ['imported', 'lossy', 'skipped'] as const
const STEP = 100

/** Every item of a package with what becomes of it, and why. */
export const Report = ({
  report,
}: {
  readonly report: Extract<PackageReport, { readonly outcome: 'read' }>['report']
}): ReactNode => {
  const { t, number } = useMessages()
  const [only, setOnly] = useState<(typeof statuses)[number] | null>(null)
  const [shown, setShown] = useState(STEP)
  const items = report.items.filter(({ status }) => only === null || status === only)
  return (
    <Section title={t('import.report', { format: report.format })}>
      <div className={forms['form']}>
        <ChipRow label={t('import.filter')}>
          {statuses.map((status) => (
            <Chip
              key={status}
              isOn={only === status}
              icon={icons[status]}
              count={number(report.items.filter((item) => item.status === status).length)}
              onChange={(isOn) => setOnly(isOn ? status : null)}
            >
              {t(`import.status-${status}`)}
            </Chip>
          ))}
        </ChipRow>
        <ol className={styles['items']}>
          {items.slice(0, shown).map((item, index) => (
            <li key={`${item.id}-${String(index)}`} data-status={item.status}>
              <Icon shapes={icons[item.status]} />
              <div>
                <p className={styles['title']}>
                  <bdi>{item.title === '' ? item.id : item.title}</bdi>
                </p>
                <p className={forms['soft']}>
                  {t(`import.status-${item.status}`)} · {item.type}
                </p>
                {item.reason !== '' && <p>{item.reason}</p>}
              </div>
            </li>
          ))}
        </ol>
        {items.length > shown && (
          <Button onClick={() => setShown(shown + STEP)}>
            {t('teach.show-more', { count: number(items.length - shown) })}
          </Button>
        )}
      </div>
    </Section>
  )
}
