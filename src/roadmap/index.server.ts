export { type Obligation, obligationsDue } from './sql/obligations.ts';
