/**
 * Shows LaTeX in an element: as typed at once, drawn as soon as the drawing is there; what cannot be read stays as typed, with `data-wrong`.
 * The drawing is fetched with the first formula.
 */
export function showFormula(host: HTMLElement, latex: string, isBlock: boolean): void {
  host.textContent = latex;
  host.dataset['latex'] = latex;
  delete host.dataset['wrong'];
  import('./draw-formula.ts').then(
    ({ drawFormula }) => {
      // something newer stands here by now
      if (host.dataset['latex'] !== latex) return;
      if (!drawFormula(host, latex, isBlock)) host.dataset['wrong'] = '';
    },
    () => undefined, // no line: the typed text can be read too
  );
}
