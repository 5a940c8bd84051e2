import { subjectHue } from '#kernel/ui/subject-hue.ts';
import classes from './work.module.css';

interface Props {
  target: { name: string; subject: string | null; subjectName: string | null };
  /** For those who teach several courses of one subject: the course's name before the subject's. */
  full?: boolean;
}

/** The course or class, with the hue of its subject beside the words. */
export function TargetName({ target, full = false }: Props) {
  const { name, subjectName } = target;
  // most courses bear their subject's name already: "Mathematik 8b"
  const words =
    full && subjectName !== null && !name.includes(subjectName) ? `${name} · ${subjectName}` : full ? name : (subjectName ?? name);
  return (
    <span className={classes.target}>
      {target.subject !== null && <i style={{ background: subjectHue(target.subject) }} aria-hidden="true" />}
      {words}
    </span>
  );
}
