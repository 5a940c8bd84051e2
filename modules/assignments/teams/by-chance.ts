/**
 * Spreads pupils over teams by chance, all nearly of one size: sizes differ by one at most.
 *
 * @param size    wanted number of members; fewer pupils than that are one team
 * @param chance  a random whole number from 0 up to, not including, its argument
 */
export function byChance(pupilIds: readonly string[], size: number, chance: (below: number) => number): string[][] {
  const order = shuffled(pupilIds, chance);
  const count = Math.max(1, Math.round(order.length / size));
  const teams: string[][] = Array.from({ length: Math.min(count, order.length) }, () => []);
  order.forEach((pupilId, place) => {
    teams[place % count]?.push(pupilId);
  });
  return teams;
}

/** The same in an order of chance (Fisher and Yates). */
export function shuffled<V>(list: readonly V[], chance: (below: number) => number): V[] {
  const order = [...list];
  for (let place = order.length - 1; place > 0; place -= 1) {
    const other = chance(place + 1);
    const [one, two] = [order[place], order[other]];
    if (one !== undefined && two !== undefined) [order[place], order[other]] = [two, one];
  }
  return order;
}
