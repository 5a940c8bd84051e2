import { refusalText } from '#kernel/web/refusal-text.ts';
import classes from './FormError.module.css';
import { Icon } from './Icon.tsx';
import { NeedsFactor } from './NeedsFactor.tsx';

/** Why the form was not taken, above its button; read out at once. `error` may be a failed call or a sentence. */
export function FormError({ error }: { error: unknown }) {
  return (
    <div role="alert">
      {error !== null && error !== undefined && (
        <p className={classes.error}>
          <Icon name="wrong" />
          <span>
            {typeof error === 'string' ? error : refusalText(error)} <NeedsFactor error={error} />
          </span>
        </p>
      )}
    </div>
  );
}
