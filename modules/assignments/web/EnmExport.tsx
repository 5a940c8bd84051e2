import { useState } from 'react';
import { FileDrop } from '#kernel/ui/FileDrop.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { ChoiceField } from '#kernel/ui/fields.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useNow } from '#kernel/ui/use-now.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { exportedMarksContract } from '../marks/contract.ts';
import { fillEnm } from './enm.ts';
import { type ChosenEnm, enmTime, keepEnm, openEnm } from './enm-file.ts';
import feedback from './feedback.module.css';

/** Names that are read; the rest is a number. */
const mostNames = 8;

/** Enters marks into the file of the school office's program. The file stays on this device: it holds more than this platform may know. */
export function EnmExport({ assignmentId }: { assignmentId: string }) {
  const t = useTexts('assignments');
  const ask = useAsk(exportedMarksContract, { params: { assignmentId } });
  const [file, setFile] = useState<ChosenEnm | 'other' | null>(null);
  const [chosenCourse, setCourse] = useState<string | null>(null);
  const [kind, setKind] = useState<string | null>(null);
  const [kept, setKept] = useState(false);
  const now = useNow();
  const take = async ([chosen]: File[]) => {
    setKept(false);
    setCourse(null);
    setKind(null);
    setFile(chosen === undefined ? null : ((await openEnm(chosen)) ?? 'other'));
  };
  const given = ask.data;
  const read = file === null || file === 'other' ? null : file;
  const courseId = chosenCourse ?? read?.courses.find(({ id }) => String(id) === given?.courseSourceId)?.id.toString() ?? null;
  const course = read?.courses.find(({ id }) => String(id) === courseId);
  const filled =
    read !== null && given !== undefined && course !== undefined && kind !== null
      ? fillEnm(read, { courseId: course.id, kindId: Number(kind) }, given, enmTime(now))
      : null;
  const names = (list: readonly string[]) => list.slice(0, mostNames).join('; ') + (list.length > mostNames ? ' …' : '');
  return (
    <Section title={t('enm.title')}>
      <p className="quiet">{t('enm.help')}</p>
      <FormError error={ask.error} />
      <FileDrop label={t('enm.choose')} accept=".json,.gz" multiple={false} files={[]} onFiles={(files) => void take(files)} />
      <p role="status">
        {file === 'other' ? t('enm.other') : read !== null && t('enm.read', { name: read.name, count: read.courses.length })}
      </p>
      {read !== null && (
        <ChoiceField
          name="enm-course"
          label={t('enm.course')}
          options={read.courses.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={courseId}
          onChange={(value) => {
            setCourse(value);
            setKind(null);
          }}
        />
      )}
      {course !== undefined && (
        <ChoiceField
          name="enm-kind"
          label={t('enm.kind')}
          options={course.kinds.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={kind}
          onChange={setKind}
        />
      )}
      {read !== null && filled !== null && (
        <>
          <div role="status">
            <p>{t('enm.entered', { count: filled.entered })}</p>
            {filled.replaced.length > 0 && <p>{t('enm.replaced', { count: filled.replaced.length, names: names(filled.replaced) })}</p>}
            {filled.missing.length > 0 && <p>{t('enm.missing', { count: filled.missing.length, names: names(filled.missing) })}</p>}
          </div>
          <p className={feedback.foot}>
            <SubmitButton
              busy={false}
              icon="download"
              disabled={filled.entered === 0}
              onPress={() => {
                void keepEnm(read, filled.enm);
                setKept(true);
              }}
            >
              {t('enm.keep')}
            </SubmitButton>
            <span role="status">{kept && t('enm.kept')}</span>
          </p>
        </>
      )}
    </Section>
  );
}
