// One of the pages that have a script: it saves while one types, and moves like a spreadsheet.
export const csr = true;
