/** Neighbouring counts differ by so much: a percentile is right within a hundredth. */
const growth = 1.02;
const scale = 1 / Math.log(growth);

/** How many values lie in which narrow range; travels between processes as it is. Values are milliseconds from a hundredth upwards. */
export type Histogram = Map<number, number>;

/** Counts a value, in milliseconds. */
export function count(histogram: Histogram, value: number): void {
  const bucket = Math.floor(Math.log(Math.max(value, 0.01)) * scale);
  histogram.set(bucket, (histogram.get(bucket) ?? 0) + 1);
}

/** All counts of several histograms. */
export function merged(histograms: Iterable<Histogram>): Histogram {
  const sum: Histogram = new Map();
  for (const histogram of histograms) for (const [bucket, number] of histogram) sum.set(bucket, (sum.get(bucket) ?? 0) + number);
  return sum;
}

/** How many values there are. */
export function total(histogram: Histogram): number {
  let sum = 0;
  for (const number of histogram.values()) sum += number;
  return sum;
}

/**
 * The value below or at which a share of all values lies, in milliseconds; null where there are none.
 *
 * @param share  0.99 for the 99th percentile
 */
export function percentile(histogram: Histogram, share: number): number | null {
  const wanted = Math.max(1, Math.ceil(total(histogram) * share));
  let seen = 0;
  for (const [bucket, number] of [...histogram].sort(([one], [other]) => one - other)) {
    seen += number;
    if (seen >= wanted) return growth ** (bucket + 0.5);
  }
  return null;
}
