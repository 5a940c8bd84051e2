import classes from './shell.module.css';

/** A demo school says so on every page: everything in it is made up. */
export function DemoBar({ words }: { words: string }) {
  return (
    <section className={`${classes.demo} not-printed`} aria-label={words}>
      {words}
    </section>
  );
}
