// what tests of other modules ask of the start page
export { startContract } from '../contract.ts';
