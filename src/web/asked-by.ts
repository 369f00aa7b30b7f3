import type { RequestEvent } from '@sveltejs/kit';

/** Who asks, as a session remembers it. */
export const askedBy = ({
  getClientAddress,
  request,
}: Pick<RequestEvent, 'getClientAddress' | 'request'>) => ({
  address: getClientAddress(),
  agent: request.headers.get('user-agent') ?? '',
});
