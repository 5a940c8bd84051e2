import { FilterChoice } from '#kernel/ui/FilterBar.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { workChoicesContract } from '../hand-in/contract.ts';

/** Narrows received work to a course or class (`?kurs=`), and for guardians to a child (`?kind=`); what there is nothing to choose of is left out. */
export function WorkChoices() {
  const t = useTexts('assignments');
  const { data } = useAsk(workChoicesContract, {});
  const [targetId] = useFilter('kurs');
  const [pupilId] = useFilter('kind');
  if (data === undefined) return null;
  // a link may name one of which nothing is in the list any more: the way back to all must stand there
  const known = (list: readonly { id: string; name: string }[], chosen: string) =>
    chosen === '' || list.some(({ id }) => id === chosen) ? list : [...list, { id: chosen, name: t('pupilList.other') }];
  const children = known(data.children, pupilId);
  const targets = known(data.targets, targetId);
  return (
    <>
      {(children.length > 1 || pupilId !== '') && (
        <FilterChoice
          name="kind"
          label={t('pupilList.child')}
          options={[{ value: '', label: t('pupilList.allChildren') }, ...children.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      {(targets.length > 1 || targetId !== '') && (
        <FilterChoice
          name="kurs"
          label={t('course')}
          options={[{ value: '', label: t('allCourses') }, ...targets.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
    </>
  );
}
