import { setNonce } from 'get-nonce';

/**
 * The nonce of this page, which the template carries in `<meta property="csp-nonce">`. Styles made at run time need it twice:
 * Mantine's (`getStyleNonce`) and those of react-remove-scroll under its dialogs (get-nonce).
 */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

setNonce(pageNonce());
