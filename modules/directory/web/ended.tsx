import { FilterChoice } from '#kernel/ui/FilterBar.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { useTexts } from '#kernel/web/texts.ts';

/** Whether groups and courses that are over are asked for, by the address. */
export function useEnded(): boolean {
  return useFilter('stand')[0] === 'beendet';
}

/** Present ones, or those of former years. */
export function EndedChoice() {
  const t = useTexts('directory');
  const options = [
    { value: '', label: t('groups.running') },
    { value: 'beendet', label: t('groups.ended') },
  ];
  return <FilterChoice name="stand" label={t('groups.state')} options={options} />;
}
