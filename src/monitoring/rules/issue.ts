/** Something to say: a key of the catalogue (or of a form's own sentences) and the values that the sentence takes. */
export type Said = { code: string; params: Readonly<Record<string, string | number>> };

/** What stands in the way, at a cell or a field. A warning that has its explanation no longer does. */
export type Issue = Said & {
  at: string;
  severity: 'error' | 'warning' | 'unfilled';
  explained?: boolean;
};
