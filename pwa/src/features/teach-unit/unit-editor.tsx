import { useState, type ReactNode } from 'react'
import { shapes as historyIcon } from 'virtual:icon/history'
import { shapes as trash } from 'virtual:icon/trash-2'
import type { Course } from '@edutrack/shared-schema/collections/courses'
import type { Unit } from '@edutrack/shared-schema/collections/units'
import { useLocation } from 'wouter'
import { addresses } from '#app/addresses.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { CourseTextEditor } from '#parts/course-text-editor.tsx'
import { DraftBar } from '#parts/draft-bar.tsx'
import forms from '#parts/form.module.css'
import { shownFileIds } from '#parts/media-markdown.ts'
import { NumberField } from '#parts/number-field.tsx'
import { TitleField } from '#parts/title-field.tsx'
import { speechOf } from '#parts/unit-frame.tsx'
import { useDraft } from '#parts/use-draft.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Switch } from '#ui/checkbox.tsx'
import { Select } from '#ui/select.tsx'
import { DateField } from '#parts/date-field.tsx'
import { QuizEditor } from './quiz-editor.tsx'
import { VideoChoice } from './video-choice.tsx'

const textLabels = {
  page: 'teach.text',
  video: 'teach.text-video',
  quiz: 'teach.text-quiz',
  assignment: 'teach.text-assignment',
} as const

export const UnitEditor = ({ course, unit }: { readonly course: Course; readonly unit: Unit }): ReactNode => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const [, navigate] = useLocation()
  const [unitId] = useState(unit.id)
  const draft = useDraft<Unit>(unit, (patch) => teaching.changeUnit(unitId, () => patch))
  const { value, change } = draft
  const moduleId = course.modules.find(({ unitIds }) => unitIds.includes(unitId))?.id ?? ''
  /** Without a module it is kept, and learners don't see it. */
  const place = (target: string): Promise<void> =>
    teaching.changeCourse(course.id, ({ modules }) => ({
      modules: modules.map((module) => {
        const others = module.unitIds.filter((id) => id !== unitId)
        return { ...module, unitIds: module.id === target ? [...others, unitId] : others }
      }),
    }))
  const takeOut = async (): Promise<void> => {
    await draft.flush()
    await teaching.changeUnit(unitId, () => ({ status: 'draft' }))
    await place('')
    navigate(addresses.teachCourse(course.id), { replace: true })
  }
  return (
    <div className={forms['form']}>
      <DraftBar draft={draft}>
        <LinkButton kind="quiet" icon={historyIcon} href={addresses.teachHistory(course.id, unitId)}>
          {t('history.title')}
        </LinkButton>
      </DraftBar>
      <div className={forms['fields']}>
        <TitleField label={t('teach.title')} value={value.title} onChange={(title) => change({ title }, 'typed')} />
        <NumberField
          label={t('teach.minutes')}
          value={value.minutes}
          min={0}
          max={10_000}
          isWhole
          onChange={(minutes) => {
            if (minutes !== undefined) change({ minutes }, 'typed')
          }}
        />
        <Select
          label={t('teach.in-module')}
          value={moduleId}
          options={[
            ...(moduleId === '' ? [{ value: '', label: t('teach.no-module') }] : []),
            ...course.modules.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={(id) => void place(id)}
        />
      </div>
      <Switch
        label={t('teach.shown')}
        hint={t(course.status === 'published' ? 'teach.shown-hint' : 'teach.shown-hint-draft')}
        isChecked={value.status === 'published'}
        onChange={(isShown) => change({ status: isShown ? 'published' : 'draft' })}
      />
      {value.kind === 'video' && (
        <VideoChoice
          courseId={course.id}
          video={value.video}
          onChange={(video) => change({ video, fileIds: shownFileIds(value.markdown, video) })}
        />
      )}
      <CourseTextEditor
        courseId={course.id}
        label={t(textLabels[value.kind])}
        value={value.markdown}
        rows={value.kind === 'page' ? 16 : 4}
        speech={speechOf(course)}
        onChange={(markdown) => change({ markdown, fileIds: shownFileIds(markdown, value.video) }, 'typed')}
      />
      {value.kind === 'assignment' && value.assignment !== undefined && (
        <div className={forms['fields']}>
          <NumberField
            label={t('editor.points')}
            value={value.assignment.points}
            min={0}
            max={1000}
            onChange={(points) => {
              if (points !== undefined) change({ assignment: { ...value.assignment, points } }, 'typed')
            }}
          />
          <DateField
            label={t('teach.due')}
            value={value.assignment.dueAt}
            onChange={(dueAt) => {
              const { dueAt: _before, ...assignment } = value.assignment ?? { points: 0 }
              change({ assignment: { ...assignment, ...(dueAt === undefined ? {} : { dueAt }) } })
            }}
          />
        </div>
      )}
      {value.kind === 'quiz' && value.quiz !== undefined && (
        <QuizEditor
          courseId={course.id}
          unitId={unitId}
          quiz={value.quiz}
          flush={draft.flush}
          onChange={(quiz, how) => change({ quiz }, how)}
        />
      )}
      <div className={forms['actions']}>
        <Button kind="quiet" icon={trash} onClick={() => void takeOut()}>
          {t('teach.take-out')}
        </Button>
      </div>
    </div>
  )
}
