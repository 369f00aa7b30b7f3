export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const PDF = 'application/pdf';
export const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A document to be kept, under its own name. */
export const fileResponse = ({ name, bytes }: { name: string; bytes: Uint8Array }, type: string) =>
  new Response(Buffer.from(bytes), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });

/** Which paper is asked for by a link: the order, or the roadmap alone. */
export const paperIn = (url: URL) => (url.searchParams.get('paper') === 'roadmap' ? 'roadmap' : 'order');
