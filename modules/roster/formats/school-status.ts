/**
 * What SchILD-NRW's and SVWS' status of a pupil means for a platform: 2 active, 3 on leave and 6 external belong to the school; 8 and 9
 * have left; 0 and 1 (new, waiting list) have not come yet and are passed over. Null for any other value.
 */
export function readStatus(value: string): 'active' | 'leaving' | 'not_yet' | null {
  if (['2', '3', '6'].includes(value)) return 'active';
  if (['8', '9'].includes(value)) return 'leaving';
  return ['0', '1'].includes(value) ? 'not_yet' : null;
}
