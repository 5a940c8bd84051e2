/** How a scenario is stretched. Rates stay what they are when the time is cut. */
export interface Stretch {
  /** Share of the time it takes: 0.1 for a first look. */
  time: number;
  /** So many times as many people a second. */
  strength: number;
}
