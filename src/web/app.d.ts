import type { Locale, Words } from '#messages';
import type { App as Application } from '#platform/app.ts';
import type { Context } from '#platform/use-case.ts';

declare global {
  namespace App {
    interface Error {
      status: number;
      message: string;
      code?: string;
    }
    interface Locals {
      app: Application;
      /** For use cases; a new one for each request. */
      context: Context;
      session?: { id: string; accountId: number; name: string; login: string };
      locale: Locale;
      say: Words;
      /** The day in the actor's zone, by the domain's clock. */
      today: string;
    }
    interface Platform {
      app?: Application;
      req?: import('node:http').IncomingMessage;
    }
  }
}
export {};
