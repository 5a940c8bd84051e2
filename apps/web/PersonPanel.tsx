import { Button, useMantineColorScheme } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useBeamer } from '#kernel/ui/Beamer.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useShell } from '#kernel/web/shell.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import { useContextSwitch, useLanguageChoice, useSignOut } from './own-settings.ts';
import classes from './person.module.css';
import { setReadableFont, wantsReadableFont } from './readable-font.ts';

/** What one may set for oneself, wherever one is: as whom, which school, language, light or dark, font, projector, and the way out. */
export function PersonPanel() {
  const t = useTexts('kernel');
  const { person, school, schools } = useShell();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [readable, setReadable] = useState(wantsReadableFont);
  const beamer = useBeamer();
  const context = useContextSwitch();
  const chooseLanguage = useLanguageChoice();
  const signOut = useSignOut();
  return (
    <div className={classes.parts}>
      {person.contexts.length > 1 && (
        <Choice
          label={t('person.context')}
          value={person.context}
          options={person.contexts.map((value) => ({ value, label: t(`person.${value}`) }))}
          onChange={(next) => void context.send({ body: { context: next } })}
        />
      )}
      {schools.length > 1 && (
        <Part label={t('person.schools')}>
          {schools.map((other) => (
            <a
              key={other.slug}
              href={`/${other.slug}/heute`}
              className={classes.line}
              aria-current={other.slug === school.slug ? 'true' : undefined}
            >
              {other.name}
              {other.slug === school.slug && <Icon name="check" size={18} />}
            </a>
          ))}
        </Part>
      )}
      <Choice
        label={t('person.language')}
        value={currentLanguage()}
        options={[
          { value: 'de', label: 'Deutsch' },
          { value: 'en', label: 'English' },
        ]}
        onChange={chooseLanguage}
      />
      <Choice
        label={t('person.scheme')}
        value={colorScheme}
        options={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`person.${value}`) }))}
        onChange={setColorScheme}
      />
      <div>
        <Tick
          label={t('person.readable')}
          on={readable}
          set={(on) => {
            setReadableFont(on);
            setReadable(on);
          }}
        />
        <Tick label={t('person.beamer')} on={beamer.on} set={beamer.set} />
      </div>
      <FormError error={context.error ?? signOut.error} />
      <Button onClick={() => void signOut.send({})} loading={signOut.busy} leftSection={<Icon name="sign-out" />}>
        {t('person.signOut')}
      </Button>
    </div>
  );
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className={classes.legend}>{label}</legend>
      {children}
    </fieldset>
  );
}

interface ChoiceProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
}

function Choice<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  const name = useId();
  return (
    <Part label={label}>
      <div className={classes.choice}>
        {options.map((option) => (
          <label key={option.value}>
            <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </Part>
  );
}

function Tick({ label, on, set }: { label: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <label className={classes.line}>
      {label}
      <input type="checkbox" checked={on} onChange={(event) => set(event.currentTarget.checked)} />
    </label>
  );
}
