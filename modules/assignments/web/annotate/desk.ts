import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Annotation, InkColour, InkSize, StampKind } from '../../annotate/contract.ts';
import type { Ink } from './ink-store.ts';

export const tools = ['pointer', 'pen', 'highlighter', 'text', 'stamp', 'eraser'] as const;
export type Tool = (typeof tools)[number];

/** The key of each tool, the same in every language; the tool bar shows them. None of them walks through the pupils (use-correction-keys.ts). */
export const toolKeys: Readonly<Record<Tool, string>> = { pointer: 'v', pen: 'p', highlighter: 'm', text: 't', stamp: 's', eraser: 'e' };

/** What lies in the hand. */
export interface Hand {
  tool: Tool;
  colour: InkColour;
  size: InkSize;
  stamp: StampKind;
  /** One finger draws and two move the page; else fingers only move it. */
  finger: boolean;
}

/** Where an annotation is, on which one acts by keyboard. */
export interface Selected {
  page: number;
  id: string;
}

/** Everything the pages of an open file share. */
export interface Desk {
  ink: Ink;
  hand: Hand;
  /** Only looked at. */
  readOnly: boolean;
  selected: Selected | null;
  select: (selected: Selected | null) => void;
  /** A pen has touched the screen: from then on the palm beside it draws nothing. */
  onPen: () => void;
  /** Two fingers have changed their distance by this factor. */
  onPinch: (factor: number) => void;
}

export const DeskContext = createContext<Desk | null>(null);

/** @throws Error outside an annotator */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('a page outside an annotator');
  return desk;
}

/** The annotations of one page; the component is drawn anew only when they change. */
export function useInk(ink: Ink, page: number): readonly Annotation[] {
  return useSyncExternalStore(ink.subscribe, () => ink.of(page));
}
