import { useState, type ReactNode } from 'react'
import { shapes as down } from 'virtual:icon/arrow-down'
import { shapes as up } from 'virtual:icon/arrow-up'
import { shapes as plus } from 'virtual:icon/plus'
import { shapes as trash } from 'virtual:icon/trash-2'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { Link, useLocation } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { CourseState } from '#parts/course-state.tsx'
import { moveItem } from '#parts/move-item.ts'
import { SortableList } from '#parts/sortable-list.tsx'
import { TitleField } from '#parts/title-field.tsx'
import { unitIcons } from '#parts/unit-icons.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { NewUnit } from './new-unit.tsx'
import styles from './outline.module.css'

type Modules = Course['modules']

/** Modules and their units, in the order in which learners meet them. What is taken out of the course stays below, to be put back. */
export const Outline = ({
  course,
  units,
  flush,
  onModules,
}: {
  readonly course: Course
  readonly units: readonly Unit[]
  /** Saves what was changed here, before something else writes the course. */
  readonly flush: () => Promise<boolean>
  readonly onModules: (modules: Modules, how: 'typed' | 'now') => void
}): ReactNode => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const [, navigate] = useLocation()
  const [addingTo, setAddingTo] = useState<string | null>(null)
  const { modules } = course
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const placed = new Set(modules.flatMap(({ unitIds }) => unitIds))
  const apart = units.filter(({ id }) => !placed.has(id))
  const setModule = (id: string, change: Partial<Modules[number]>, how: 'typed' | 'now' = 'now'): void =>
    onModules(
      modules.map((module) => (module.id === id ? { ...module, ...change } : module)),
      how,
    )
  const unitRow = (unit: Unit): ReactNode => (
    <Link href={addresses.teachUnit(course.id, unit.id)} className={styles['unit']}>
      <Icon shapes={unitIcons[unit.kind]} />
      <span className={styles['unitTitle']}>
        <bdi lang={course.language}>{unit.title}</bdi>
        {unit.status === 'draft' && <CourseState status="draft" />}
      </span>
    </Link>
  )
  return (
    <div className={styles['outline']}>
      {modules.map((module, index) => (
        <section key={module.id} aria-label={module.title} className={styles['module']}>
          <div className={styles['moduleHead']}>
            <div className={styles['moduleTitle']}>
              <TitleField
                label={t('teach.module', { number: index + 1 })}
                value={module.title}
                onChange={(title) => setModule(module.id, { title }, 'typed')}
              />
            </div>
            <IconButton
              icon={up}
              label={t('sortable.up', { name: module.title })}
              aria-disabled={index === 0}
              onClick={() => index > 0 && onModules([...moveItem(modules, index, index - 1)], 'now')}
            />
            <IconButton
              icon={down}
              label={t('sortable.down', { name: module.title })}
              aria-disabled={index === modules.length - 1}
              onClick={() => index < modules.length - 1 && onModules([...moveItem(modules, index, index + 1)], 'now')}
            />
            <IconButton
              icon={trash}
              label={t('teach.remove-module', { name: module.title })}
              onClick={() =>
                onModules(
                  modules.filter(({ id }) => id !== module.id),
                  'now',
                )
              }
            />
          </div>
          <SortableList
            label={module.title}
            items={module.unitIds.flatMap((id) => {
              const unit = byId.get(id)
              return unit === undefined ? [] : [{ id, name: unit.title, content: unitRow(unit) }]
            })}
            onOrder={(unitIds) => setModule(module.id, { unitIds: [...unitIds] })}
          />
          <Button kind="quiet" icon={plus} onClick={() => setAddingTo(module.id)}>
            {t('teach.add-unit', { module: module.title })}
          </Button>
        </section>
      ))}
      <Button
        icon={plus}
        onClick={() => void flush().then(() => teaching.createModule(course.id, String(modules.length + 1)))}
      >
        {t('teach.add-module')}
      </Button>
      {apart.length > 0 && (
        <section aria-label={t('teach.apart')} className={styles['module']}>
          <p className={styles['apart']}>{t('teach.apart')}</p>
          {apart.map((unit) => (
            <div key={unit.id} className={styles['apartRow']}>
              {unitRow(unit)}
              <Button
                onClick={() => {
                  const last = modules.at(-1)
                  if (last !== undefined) setModule(last.id, { unitIds: [...last.unitIds, unit.id] })
                }}
              >
                {t('teach.put-back', { name: unit.title })}
              </Button>
            </div>
          ))}
        </section>
      )}
      <NewUnit
        isOpen={addingTo !== null}
        onClose={() => setAddingTo(null)}
        onMake={async (kind, title) => {
          await flush()
          const id = await teaching.createUnit({ courseId: course.id, moduleId: addingTo ?? '', kind, title })
          navigate(addresses.teachUnit(course.id, id))
        }}
      />
    </div>
  )
}
