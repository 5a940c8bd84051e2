import { TextInput } from '@mantine/core';
import { CheckField, ChoiceField, NumberField, TextField } from '#kernel/ui/fields.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { ClockList } from './ClockList.tsx';
import classes from './schools.module.css';
import { type Drawable, isRecord } from './setting-type.ts';

interface Props {
  name: string;
  label: string;
  type: Drawable;
  /** What parts and choices are called. */
  words: Readonly<Record<string, string>>;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** The field of a setting, drawn from its type; one made of parts is drawn part by part. */
export function SettingControl({ name, label, type, words, value, onChange }: Props) {
  const t = useTexts('schools');
  const field = { name, label };
  if (type.kind === 'yes-no') return <CheckField {...field} value={value === true} onChange={onChange} />;
  if (type.kind === 'number') {
    const bounds = { ...(type.min !== undefined && { min: type.min }), ...(type.max !== undefined && { max: type.max }) };
    return (
      <NumberField
        {...field}
        {...bounds}
        {...(type.whole && { step: 1 })}
        value={typeof value === 'number' ? value : null}
        onChange={onChange}
      />
    );
  }
  if (type.kind === 'text')
    return (
      <TextField {...field} {...(type.max !== undefined && { maxLength: type.max })} value={String(value ?? '')} onChange={onChange} />
    );
  if (type.kind === 'clock')
    return (
      <TextInput
        type="time"
        name={name}
        label={label}
        value={String(value ?? '')}
        onChange={(event) => onChange(event.currentTarget.value.slice(0, 5))}
      />
    );
  if (type.kind === 'clocks') {
    const clocks = Array.isArray(value) ? value.map(String) : [];
    return <ClockList {...field} hint={words['hint'] ?? ''} most={type.most} value={clocks} onChange={onChange} />;
  }
  if (type.kind === 'choice') {
    return (
      <ChoiceField
        {...field}
        value={String(value ?? '')}
        onChange={onChange}
        options={type.options.map((option) => ({ value: option, label: words[option] ?? option }))}
      />
    );
  }
  if (type.kind === 'unknown') return <p className="quiet">{t('settings.cannotDraw')}</p>;
  const whole = isRecord(value) ? value : {};
  return (
    <fieldset className={classes.parts}>
      <legend>{label}</legend>
      {type.parts.map((part) => (
        <SettingControl
          key={part.name}
          name={`${name}.${part.name}`}
          label={words[part.name] ?? part.name}
          type={part.type}
          words={words}
          value={whole[part.name]}
          onChange={(next) => onChange({ ...whole, [part.name]: next })}
        />
      ))}
    </fieldset>
  );
}
