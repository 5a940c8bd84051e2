import { memo, type ReactNode } from 'react';
import { Icon } from '#kernel/ui/Icon.tsx';
import type { IconName } from '#kernel/ui/icons.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { InkColour, InkSize, StampKind } from '../../annotate/contract.ts';
import classes from './annotate.module.css';
import { type Hand, type Tool, toolKeys, tools } from './desk.ts';
import { inkColours } from './shapes.ts';

const toolIcons: Readonly<Record<Tool, IconName>> = {
  pointer: 'pointer',
  pen: 'edit',
  highlighter: 'highlighter',
  text: 'typography',
  stamp: 'stamp',
  eraser: 'eraser',
};
const stampIcons: Readonly<Record<StampKind, IconName>> = {
  right: 'check',
  wrong: 'close',
  question: 'question',
  exclamation: 'exclamation',
  smile: 'smile',
  star: 'star',
};
const colours: readonly InkColour[] = ['red', 'blue', 'green', 'amber'];
const sizes: readonly InkSize[] = ['s', 'm', 'l'];
const stamps: readonly StampKind[] = ['right', 'wrong', 'question', 'exclamation', 'smile', 'star'];

interface Props {
  hand: Hand;
  onHand: (part: Partial<Hand>) => void;
  zoom: number;
  onZoom: (direction: 1 | -1) => void;
}

/** What one draws with. Every tool has a letter, shown beside it where there is a keyboard. */
export const ToolBar = memo(function ToolBar({ hand, onHand, zoom, onZoom }: Props) {
  const t = useTexts('assignments');
  const draws = hand.tool !== 'pointer' && hand.tool !== 'eraser';
  const look = hand.tool === 'highlighter' ? 'highlighted' : 'written';
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('annotate.tools')}>
      <span className={classes.set}>
        {tools.map((tool) => (
          <ToolButton
            key={tool}
            label={t(`annotate.tool.${tool}`)}
            letter={toolKeys[tool]}
            icon={toolIcons[tool]}
            pressed={hand.tool === tool}
            onPress={() => onHand({ tool })}
          />
        ))}
        {navigator.maxTouchPoints > 0 && (
          <ToolButton label={t('annotate.finger')} icon="finger" pressed={hand.finger} onPress={() => onHand({ finger: !hand.finger })} />
        )}
      </span>
      <span className={classes.set} data-zoom>
        <ToolButton label={t('annotate.smaller')} icon="minus" onPress={() => onZoom(-1)} />
        <span className={`${classes.zoom} num`}>{Math.round(zoom * 100)} %</span>
        <ToolButton label={t('annotate.larger')} icon="plus" onPress={() => onZoom(1)} />
      </span>
      {draws && (
        <span className={classes.set} data-second>
          {colours.map((colour) => (
            <ToolButton
              key={colour}
              label={t(`annotate.colour.${colour}`)}
              pressed={hand.colour === colour}
              onPress={() => onHand({ colour })}
            >
              <i className={classes.dot} style={{ backgroundColor: inkColours[colour][look] }} />
            </ToolButton>
          ))}
        </span>
      )}
      {draws && (
        <span className={classes.set} data-second>
          {sizes.map((size) => (
            <ToolButton key={size} label={t(`annotate.size.${size}`)} pressed={hand.size === size} onPress={() => onHand({ size })}>
              <i className={classes.breadth} data-size={size} />
            </ToolButton>
          ))}
        </span>
      )}
      {hand.tool === 'stamp' && (
        <span className={classes.set} data-second>
          {stamps.map((stamp) => (
            <ToolButton
              key={stamp}
              label={t(`annotate.stamp.${stamp}`)}
              icon={stampIcons[stamp]}
              pressed={hand.stamp === stamp}
              onPress={() => onHand({ stamp })}
            />
          ))}
        </span>
      )}
    </div>
  );
});

interface ButtonProps {
  label: string;
  icon?: IconName;
  letter?: string;
  /** Left out: it does something at once. */
  pressed?: boolean;
  disabled?: boolean;
  onPress: () => void;
  children?: ReactNode;
}

/** A button of a sign alone; its word is heard and shown on pointing. */
export function ToolButton({ label, icon, letter, pressed, disabled = false, onPress, children }: ButtonProps) {
  return (
    <button
      type="button"
      className={classes.tool}
      title={letter === undefined ? label : `${label} (${letter.toUpperCase()})`}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={letter?.toUpperCase()}
      disabled={disabled}
      onClick={onPress}
    >
      {icon !== undefined && <Icon name={icon} size={20} />}
      {children}
      {letter !== undefined && (
        <small className={classes.letter} aria-hidden="true">
          {letter.toUpperCase()}
        </small>
      )}
    </button>
  );
}
