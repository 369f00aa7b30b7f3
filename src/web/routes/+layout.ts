// Pages are made on the server and need no script; the two pages of a return say otherwise for themselves.
export const csr = false;
