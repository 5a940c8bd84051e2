import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import classes from './theme.module.css';

// Mantine wants ten shades of a colour; ours are tokens that know light and dark themselves
const tokens = (main: string, soft: string): MantineColorsTuple => [soft, soft, soft, main, main, main, main, main, main, main];

const input = { defaultProps: { size: 'md' }, classNames: { input: classes.input ?? '' } };

/** Mantine in the clothes of tokens.css. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'ui-monospace, monospace',
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
  fontSizes: { xs: 'var(--size-xs)', sm: 'var(--size-s)', md: 'var(--size-m)', lg: 'var(--size-l)', xl: 'var(--size-xl)' },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '12px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  colors: { accent: tokens('var(--accent)', 'var(--accent-soft)'), wrong: tokens('var(--wrong)', 'var(--wrong-soft)') },
  primaryColor: 'accent',
  respectReducedMotion: true,
  cursorType: 'pointer',
  // plain objects, not `Select.extend(…)`: naming the components here would bring them all into the first load
  components: {
    Button: { defaultProps: { size: 'md', variant: 'default' }, classNames: { root: classes.button ?? '' } },
    ActionIcon: {
      defaultProps: { size: 'var(--target)', variant: 'subtle', color: 'gray' },
      classNames: { root: classes.actionIcon ?? '' },
    },
    Input: { defaultProps: { size: 'md' }, classNames: { input: classes.input ?? '' } },
    InputWrapper: {
      defaultProps: { size: 'md', inputWrapperOrder: ['label', 'description', 'input', 'error'], withAsterisk: false },
      classNames: { label: classes.label ?? '', description: classes.description ?? '', error: classes.error ?? '' },
    },
    TextInput: input,
    Textarea: input,
    NumberInput: input,
    PasswordInput: { defaultProps: { size: 'md' } },
    // the list itself scrolls, not a box around it: a list is known to be moved through from its field
    Select: {
      defaultProps: { size: 'md', checkIconPosition: 'right', withScrollArea: false },
      classNames: { input: classes.input ?? '', options: classes.options ?? '' },
    },
    MultiSelect: {
      defaultProps: { size: 'md', checkIconPosition: 'right', withScrollArea: false },
      classNames: { options: classes.options ?? '' },
    },
    TagsInput: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'sm' }, classNames: { input: classes.tick ?? '' } },
    Radio: { defaultProps: { size: 'sm' }, classNames: { radio: classes.tick ?? '' } },
    Switch: { defaultProps: { size: 'md', withThumbIndicator: false } },
    // into the content, so that what opens belongs to a landmark
    Portal: { defaultProps: { target: '#inhalt' } },
    Combobox: { defaultProps: { shadow: 'md' } },
    Menu: { defaultProps: { shadow: 'md' }, classNames: { item: classes.menuItem ?? '' } },
    Modal: {
      // beside the frame, since its place is reckoned from the window
      defaultProps: { centered: true, radius: 'lg', transitionProps: { duration: 140 }, portalProps: { target: 'body' } },
      classNames: { title: classes.dialogTitle ?? '', overlay: classes.veil ?? '' },
    },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
  },
});

const named = (name: string, main: string, ink: string, soft: string, text: string) => ({
  [`--mantine-color-${name}-filled`]: main,
  [`--mantine-color-${name}-filled-hover`]: main,
  [`--mantine-color-${name}-light`]: soft,
  [`--mantine-color-${name}-light-hover`]: soft,
  [`--mantine-color-${name}-light-color`]: text,
  [`--mantine-color-${name}-outline`]: text,
  [`--mantine-color-${name}-outline-hover`]: soft,
  [`--mantine-color-${name}-text`]: text,
  [`--mantine-color-${name}-contrast`]: ink,
});

const variables = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-error': 'var(--wrong)',
  '--mantine-color-default': 'var(--paper)',
  '--mantine-color-default-hover': 'var(--sunk)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--sunk)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-color-gray-text': 'var(--ink-2)',
  '--mantine-color-gray-light-color': 'var(--ink-2)',
  '--mantine-color-gray-light-hover': 'var(--sunk)',
  '--mantine-primary-color-contrast': 'var(--accent-ink)',
  '--mantine-shadow-md': 'var(--shadow-float)',
  '--mantine-shadow-xl': 'var(--shadow-float)',
  ...named('accent', 'var(--accent)', 'var(--accent-ink)', 'var(--accent-soft)', 'var(--accent-text)'),
  ...named('wrong', 'var(--wrong)', 'var(--wrong-ink)', 'var(--wrong-soft)', 'var(--wrong)'),
};

/** Mantine's own colour variables point at our tokens, in both schemes. */
export const variablesOf: CSSVariablesResolver = () => ({ variables: {}, light: variables, dark: variables });
