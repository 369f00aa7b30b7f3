export const returns = {} as const;
