import { shuffled } from '../teams/by-chance.ts';

/** Somebody whose work is reviewed and who reviews. */
export interface Peer {
  id: string;
  /** Of one team nobody reviews another; null: works alone. */
  teamId: string | null;
}

/** How many are needed for so many reviews each, the largest team having so many members. */
export function neededFor(reviews: number, largestTeam: number): number {
  return 2 * largestTeam + reviews - 1;
}

/**
 * Says by chance who reviews whom: nobody themselves or somebody of their own team, everybody as many as the others, and everybody is reviewed as often.
 *
 * All sit in a circle in an order of chance, teams side by side, and look on by a fixed number of seats. Looking on by at least the largest team and at most
 * the rest, nobody meets their own team; different numbers give different people.
 *
 * @param chance  a random whole number from 0 up to, not including, its argument
 * @returns null when there are too few (`neededFor`)
 */
export function pairs(
  peers: readonly Peer[],
  reviews: number,
  chance: (below: number) => number,
): { reviewerId: string; authorId: string }[] | null {
  const teams = new Map<string, string[]>();
  for (const { id, teamId } of peers) teams.set(teamId ?? id, [...(teams.get(teamId ?? id) ?? []), id]);
  const largest = Math.max(0, ...[...teams.values()].map((members) => members.length));
  if (peers.length === 0 || peers.length < neededFor(reviews, largest)) return null;
  const circle = shuffled([...teams.values()], chance).flatMap((members) => shuffled(members, chance));
  const steps = Array.from({ length: circle.length - 2 * largest + 1 }, (_, place) => largest + place);
  const chosen = shuffled(steps, chance).slice(0, reviews);
  return circle.flatMap((reviewerId, seat) =>
    chosen.flatMap((step) => {
      const authorId = circle[(seat + step) % circle.length];
      return authorId === undefined ? [] : [{ reviewerId, authorId }];
    }),
  );
}
