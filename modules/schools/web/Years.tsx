import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { FieldRow, Form } from '#kernel/ui/Form.tsx';
import { DayField } from '#kernel/ui/fields.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { longDate } from '#kernel/ui/say-when.ts';
import { Tag } from '#kernel/ui/Tag.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import { saveYearContract, structureContract } from '../contract.ts';
import classes from './schools.module.css';

type Year = Answer<typeof structureContract>['years'][number];

/** School years in sight, each as usual or with the school's own days. */
export function Years({ years }: { years: readonly Year[] }) {
  const t = useTexts('schools');
  const [edited, edit] = useState<number | null>(null);
  const language = currentLanguage();
  const say = (day: string) =>
    longDate(day, language, true)
      .replace(/^[^,]*, /, '')
      .replace(/^\w+ (?=\d)/, '');
  return (
    <Section title={t('structure.years')}>
      <DataList label={t('structure.years')} list={years} idOf={({ year }) => String(year)}>
        {(year) =>
          edited === year.year ? (
            <YearForm year={year} onDone={() => edit(null)} />
          ) : (
            <DataRow
              title={t('structure.year', { year: nameOf(year.year) })}
              sub={t('structure.yearDays', { from: say(year.firstDay), to: say(year.lastDay), half: say(year.secondHalfFrom) })}
              fact={year.own ? <Icon name="edit" size={18} /> : <Tag>{t('structure.usual')}</Tag>}
              onOpen={() => edit(year.year)}
            />
          )
        }
      </DataList>
    </Section>
  );
}

/** 2026 → "2026/27" */
const nameOf = (year: number) => `${year}/${String(year + 1).slice(2)}`;

function YearForm({ year, onDone }: { year: Year; onDone: () => void }) {
  const t = useTexts('schools');
  const [days, setDays] = useState<Record<'firstDay' | 'lastDay' | 'secondHalfFrom', string | null>>(year);
  const [tried, setTried] = useState(false);
  const sending = useSend(saveYearContract, { refreshes: [structureContract], onDone });
  const field = (name: keyof typeof days) => ({
    name,
    label: t(`structure.${name}`),
    value: days[name],
    error: tried && days[name] === null ? t('structure.dayNeeded') : undefined,
    onChange: (value: string | null) => setDays({ ...days, [name]: value }),
  });
  const submit = () => {
    setTried(true);
    const { firstDay, lastDay, secondHalfFrom } = days;
    if (firstDay !== null && lastDay !== null && secondHalfFrom !== null)
      void sending.send({ params: { year: year.year }, body: { firstDay, lastDay, secondHalfFrom } });
  };
  return (
    <div className={classes.inline}>
      <p>{t('structure.year', { year: nameOf(year.year) })}</p>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        refusal={sending.error === null ? null : refusalText(sending.error)}
        actions={
          <>
            <SubmitButton busy={sending.busy}>{t('structure.save')}</SubmitButton>
            <Button variant="default" onClick={onDone}>
              {t('structure.cancel')}
            </Button>
          </>
        }
      >
        <FieldRow>
          <DayField {...field('firstDay')} />
          <DayField {...field('secondHalfFrom')} />
          <DayField {...field('lastDay')} />
        </FieldRow>
      </Form>
    </div>
  );
}
