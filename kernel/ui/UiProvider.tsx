import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import './layers.css';
import './tokens.css';
import './base.css';
import './fonts.css';
import './mantine-styles.ts';
import './words.css';
import './print.css';
import { BeamerProvider } from './Beamer.tsx';
import { pageNonce } from './nonce.ts';
import { theme, variablesOf } from './theme.ts';

/** Under this key stands 'light', 'dark' or 'auto'; apps/web/scheme.js reads it before the first paint. */
const schemes = localStorageColorSchemeManager({ key: 'schulhof.scheme' });

/** The ground of all pages: theme, styles, light and dark, projector mode. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variablesOf}
      deduplicateCssVariables={false}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
      getStyleNonce={pageNonce}
      withGlobalClasses={false}
    >
      <BeamerProvider>{children}</BeamerProvider>
    </MantineProvider>
  );
}
