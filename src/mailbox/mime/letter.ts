/** A letter as it is read: what its parts are, and nothing of what its text says. */
export type Letter = {
  /** Lower case; empty where it names none, or several. */
  from: string;
  subject: string;
  messageId: string;
  sentAt: string | undefined;
  /** Those that rules ask for, lower case, as often as they stand there. */
  headers: Record<string, string[]>;
  parts: Part[];
};
export type Part = {
  name: string;
  type: string;
  /** Shown within the text, as a picture in a signature is. */
  inline: boolean;
  bytes: Uint8Array;
};

export const ASKED_HEADERS = [
  'auto-submitted',
  'precedence',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'list-id',
  'return-path',
  'content-type',
  'authentication-results',
] as const;
