import type { Transport } from '@sveltejs/kit/hooks';
import { unsent } from '#web/page-data.ts';

export const transport: Transport = { unsent };
