export type ReturnState = 'draft' | 'submitted' | 'returned' | 'accepted';
export type ReturnStep = 'submit' | 'send-back' | 'accept' | 'recall';

const STEPS: Record<ReturnStep, { from: readonly ReturnState[]; to: ReturnState }> = {
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  'send-back': { from: ['submitted'], to: 'returned' },
  recall: { from: ['submitted'], to: 'draft' },
  accept: { from: ['submitted'], to: 'accepted' },
};

/** The state after a step, or nothing where the step cannot be taken. */
export const after = (state: ReturnState, step: ReturnStep): ReturnState | undefined =>
  STEPS[step].from.includes(state) ? STEPS[step].to : undefined;
