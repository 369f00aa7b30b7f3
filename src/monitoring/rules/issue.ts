/** Something to say: a key of the catalogue (or of a form's own sentences) and the values that the sentence takes. */
export type Said = { code: string; params: Readonly<Record<string, string | number>> };

/** What stands in the way, at a cell or a field; a warning is `explained` when somebody has said why it is so. */
export type Issue = Said & {
  at: string;
  severity: 'error' | 'warning' | 'unfilled';
  explained?: boolean;
};

/** Whether a return with it cannot be submitted. */
export const blocks = ({ severity, explained }: Issue): boolean => severity !== 'warning' || !explained;
