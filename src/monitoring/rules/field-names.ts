import type { ExecutionField } from './execution.ts';

/*
 * Apart from `fields.ts`, which reads every name that there is: a page that only fills in numbers needs none of that.
 */

export const CONFIRMED = 't0.confirmed';
export const executionField = (obligation: number, field: ExecutionField): string =>
  `f1.${obligation}.${field}`;

/** A field's files: their ids, a blank between them. */
export const readFiles = (value: string): string[] => value.split(/\s+/).filter(Boolean);
export const writeFiles = (ids: readonly string[]): string => ids.join(' ');
