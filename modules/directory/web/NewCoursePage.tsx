import { useState } from 'react';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { ChoiceField, TextField } from '#kernel/ui/fields.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useGo } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useForm } from '#kernel/web/form.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { createCourseContract } from '#modules/courses/web/public.tsx';
import { listCoursesContract, listGroupsContract, ownGroupsContract } from '../contract.ts';
import { type Chosen, PeoplePicker } from './PeoplePicker.tsx';

/** Makes a course by hand: subject, teachers, and a class or nobody yet. */
export default function NewCoursePage() {
  const t = useTexts('directory');
  const go = useGo();
  const [teachers, setTeachers] = useState<Chosen[]>([]);
  const classes = useAsk(listGroupsContract, { query: { kind: 'class', limit: 200 } });
  const form = useForm({
    form: 'directory.new_course',
    contract: createCourseContract,
    // widened to what can be chosen later
    beginning: { name: '', subject: '', subjectName: '', classId: null as string | null },
    input: ({ name, subject, subjectName, classId }) => ({
      body: {
        name: name.trim(),
        subject: subject.trim() || null,
        subjectName: subjectName.trim() || null,
        classId,
        teacherIds: teachers.map(({ id }) => id),
      },
    }),
    faults: ({ name }) => (name.trim() === '' ? { name: t('form.needed') } : {}),
    refreshes: [listCoursesContract, ownGroupsContract],
    onDone: ({ courseId }) => go(`kurse/${courseId}`),
  });
  return (
    <Page title={t('newCourse.title')} back={{ to: 'gruppen', title: t('groups.title') }} width="text">
      <Form
        onSubmit={form.submit}
        refusal={form.refusal}
        actions={<SubmitButton busy={form.sending.busy}>{t('newCourse.make')}</SubmitButton>}
      >
        <TextField label={t('newCourse.name')} maxLength={100} {...form.field('name')} />
        <FieldRow>
          <TextField label={t('newCourse.subject')} optional maxLength={20} {...form.field('subject')} />
          <TextField label={t('newCourse.subjectName')} optional maxLength={100} {...form.field('subjectName')} />
        </FieldRow>
        <ChoiceField<string | null>
          label={t('newCourse.class')}
          description={t('newCourse.classWhat')}
          optional
          options={(classes.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('classId')}
        />
        <PeoplePicker label={t('course.teachers')} chosen={teachers} onChange={setTeachers} />
      </Form>
    </Page>
  );
}
