import { useState, type ReactNode } from 'react'
import { shapes as medal } from 'virtual:icon/medal'
import { shapes as mediaIcon } from 'virtual:icon/images'
import { shapes as questionsIcon } from 'virtual:icon/list-checks'
import { shapes as gradesIcon } from 'virtual:icon/table'
import { shapes as discussionIcon } from 'virtual:icon/messages-square'
import { shapes as peopleIcon } from 'virtual:icon/users'
import { levels, type Course } from '@edutrack/shared-schema/collections/courses'
import { addresses } from '#app/addresses.ts'
import { useLearning } from '#app/use-learning.tsx'
import { useObservable } from '#app/use-observable.ts'
import { useTeaching } from '#app/use-teaching.ts'
import { useMessages } from '#i18n/messages.tsx'
import { CourseState } from '#parts/course-state.tsx'
import { DraftBar } from '#parts/draft-bar.tsx'
import forms from '#parts/form.module.css'
import { NumberField } from '#parts/number-field.tsx'
import { Section } from '#parts/section.tsx'
import { TitleField } from '#parts/title-field.tsx'
import { useDraft } from '#parts/use-draft.ts'
import { LinkButton } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { CoverChoice } from './cover-choice.tsx'
import { Outline } from './outline.tsx'
import { Publishing } from './publishing.tsx'
import { SaveAsPackage } from './save-as-package.tsx'

const modes = ['open', 'invitation', 'closed'] as const

export const CourseEditor = ({ course }: { readonly course: Course }): ReactNode => {
  const { t } = useMessages()
  const teaching = useTeaching()
  const learning = useLearning()
  const [courseId] = useState(course.id)
  const draft = useDraft<Course>(course, (patch) => teaching.changeCourse(courseId, () => patch))
  const units = useObservable(() => learning.units(courseId), [learning, courseId])
  const { value, change } = draft
  return (
    <div className={forms['form']}>
      <DraftBar draft={draft}>
        <CourseState status={value.status} />
      </DraftBar>
      <Section title={t('teach.outline')}>
        {units !== undefined && (
          <Outline
            course={value}
            units={units}
            flush={draft.flush}
            onModules={(modules, how) => change({ modules: [...modules] }, how)}
          />
        )}
      </Section>
      <div className={forms['actions']}>
        <LinkButton icon={questionsIcon} href={addresses.teachBank(courseId)}>
          {t('teach.bank')}
        </LinkButton>
        <LinkButton icon={mediaIcon} href={addresses.teachMedia(courseId)}>
          {t('media.library')}
        </LinkButton>
        <LinkButton icon={gradesIcon} href={addresses.teachGrades(courseId)}>
          {t('teach.grades')}
        </LinkButton>
        <LinkButton icon={peopleIcon} href={addresses.teachPeople(courseId)}>
          {t('teach.people')}
        </LinkButton>
        <LinkButton icon={discussionIcon} href={addresses.discussion(courseId)}>
          {t('discussion.title')}
        </LinkButton>
        {units !== undefined && <Publishing course={value} units={units} onStatus={(status) => change({ status })} />}
      </div>
      <Section title={t('teach.about')}>
        <div className={forms['form']}>
          <TitleField label={t('teach.title')} value={value.title} onChange={(title) => change({ title }, 'typed')} />
          <CoverChoice course={value} onChange={(coverFileId) => change({ coverFileId })} />
          <TextField
            label={t('teach.description')}
            rows={4}
            value={value.description}
            maxLength={5000}
            onChange={({ target }) => change({ description: target.value }, 'typed')}
          />
          <div className={forms['fields']}>
            <TextField
              label={t('teach.category')}
              value={value.category}
              maxLength={60}
              onChange={({ target }) => change({ category: target.value }, 'typed')}
            />
            <Select
              label={t('teach.level')}
              value={value.level}
              options={levels.map((level) => ({ value: level, label: t(`level.${level}`) }))}
              onChange={(level) => change({ level: level as Course['level'] })}
            />
            <TextField
              label={t('teach.language')}
              hint={t('teach.language-hint')}
              value={value.language}
              maxLength={35}
              onChange={({ target }) => change({ language: target.value }, 'typed')}
            />
            <Select
              label={t('teach.enrolment')}
              value={value.enrolment.mode}
              options={modes.map((mode) => ({ value: mode, label: t(`teach.enrolment-${mode}`) }))}
              onChange={(mode) =>
                change({ enrolment: { ...value.enrolment, mode: mode as Course['enrolment']['mode'] } })
              }
            />
          </div>
          <Checkbox
            label={t('teach.certificate')}
            hint={t('teach.certificate-hint')}
            isChecked={value.certificate !== undefined}
            onChange={(isOn) => change({ certificate: isOn ? { minimumPercent: 60 } : undefined })}
          />
          {value.certificate !== undefined && (
            <NumberField
              label={t('teach.certificate-percent')}
              value={value.certificate.minimumPercent}
              min={0}
              max={100}
              onChange={(minimumPercent) => {
                if (minimumPercent !== undefined) change({ certificate: { minimumPercent } }, 'typed')
              }}
            />
          )}
          <div className={forms['actions']}>
            <LinkButton icon={medal} href={addresses.teachCertificates(courseId)}>
              {t('teach.certificates')}
            </LinkButton>
          </div>
        </div>
      </Section>
      <Section title={t('export.title')}>
        <SaveAsPackage courseId={courseId} />
      </Section>
    </div>
  )
}
