import { Checkbox } from '@mantine/core';
import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { ChoiceField, NumberField } from '#kernel/ui/fields.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { TeamMode } from '../../contract.ts';
import type { Work } from '../shown-work.ts';
import classes from '../work.module.css';
import type { WorkValues } from '../work-values.ts';
import styles from './together.module.css';

const modes: TeamMode[] = ['none', 'made', 'chosen'];

interface Props {
  work: Work;
  values: WorkValues;
  onChange: (part: Partial<WorkValues>) => void;
}

/** Copies of worksheets, teams and reviews: folded away, since most work has none of it. */
export function TogetherFields({ work, values, onChange }: Props) {
  const t = useTexts('assignments');
  const { files, worksheetIds, teams, teamSize } = values;
  const inUse = worksheetIds.length > 0 || teams !== 'none' || work.reviews;
  return (
    <details className={styles.fold} open={inUse || undefined}>
      <summary>{t('together.title')}</summary>
      <div className={classes.choices}>
        <Checkbox.Group
          label={t('worksheet.field')}
          description={t(files.length === 0 ? 'worksheet.fieldNone' : 'worksheet.fieldHelp')}
          value={worksheetIds}
          onChange={(chosen) => onChange({ worksheetIds: chosen })}
        >
          <div className={classes.choices}>
            {files.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} />
            ))}
          </div>
        </Checkbox.Group>
        <ChoiceField
          name="teams"
          label={t('team.field')}
          options={modes.map((value) => ({ value, label: t(`team.modes.${value}`) }))}
          value={teams}
          onChange={(next) => onChange({ teams: modes.find((mode) => mode === next) ?? 'none' })}
        />
        {teams === 'chosen' && (
          <NumberField
            name="teamSize"
            label={t('team.most')}
            optional
            min={2}
            max={12}
            value={teamSize}
            onChange={(next) => onChange({ teamSize: next })}
          />
        )}
        <div className={classes.buttons}>
          {teams !== 'none' && (work.publishedAt === null || work.teams !== 'none') && (
            <ButtonLink to={`aufgaben/${work.id}/gruppen`} icon="people">
              {t('team.manage')}
            </ButtonLink>
          )}
          <ButtonLink to={`aufgaben/${work.id}/gutachten`} icon="message">
            {t('peer.manage')}
          </ButtonLink>
        </div>
      </div>
    </details>
  );
}
