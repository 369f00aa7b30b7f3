import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { replyRemark, saveDraft, showReturn } from '#monitoring';
import { cellsOf, executionField, readFiles, writeFiles } from '#monitoring/rules';
import { attempt } from '#web/failures.ts';
import { attachIn } from './attach.ts';
import { filling } from './fill.ts';
import { kindOf, previousNumbers } from './page-of-return.ts';
import { changesIn } from './read-changes.ts';
import { whichReturn } from './reader.ts';

type Event = RequestEvent<{ campaign: string; form?: string }>;
type Changes = Record<string, { value: string; was?: string }>;

/** The forms of a return's two pages, for a browser without script: the whole form is posted, the changed fields are saved. */
export function fillingActions(partOf: (event: Event) => string) {
  /** What the form's buttons do beside saving. Answers with a refusal, or nothing. */
  async function save(event: Event, then?: (form: FormData) => Promise<unknown>) {
    const { locals, params, url, request } = event;
    const form = await request.formData();
    const which = whichReturn(params, url);
    const changes: Changes = changesIn(form);
    const done = await attempt(locals.locale, form, async () => {
      Object.assign(changes, await byButton(event, form, changes));
      const saved = await saveDraft(locals.context, {
        ...which,
        base: Number(form.get('base')),
        changes,
        door: 'form',
      });
      await attachIn(locals.context, which, form);
      await then?.(form);
      return saved;
    });
    const typed = Object.fromEntries(Object.entries(changes).map(([field, { value }]) => [field, value]));
    if ('status' in done) return fail(done.status, { refused: done.data.refused, typed, conflicts: [] });
    if (done.conflicts.length === 0) return undefined;
    const yours = Object.fromEntries(done.conflicts.map((conflict) => [conflict.field, conflict.yours]));
    return fail(409, { refused: '', typed: yours, conflicts: done.conflicts });
  }

  const back = ({ params, url }: Event, to: string): never => {
    const org = url.searchParams.get('org');
    const query = org ? `?org=${encodeURIComponent(org)}` : '';
    return redirect(303, `/office/returns/${params.campaign}/${to.replace(/(#|$)/, `${query}$1`)}`);
  };

  return {
    save: async (event: Event) => (await save(event)) ?? back(event, partOf(event)),
    check: async (event: Event) => (await save(event)) ?? back(event, 'check'),
    reply: async (event: Event) => {
      const { locals } = event;
      const reply = async (form: FormData) => {
        const remark = Number(form.get('remark'));
        const text = String(form.get(`reply.${remark}`) ?? '');
        await replyRemark(locals.context, { ...whichReturn(event.params, event.url), remark, text });
      };
      return (await save(event, reply)) ?? back(event, `${partOf(event)}#remarks-heading`);
    },
  };
}

/** A button that types something: zeros, last period's numbers, one of two values that differ, a file less. */
async function byButton({ locals, params, url }: Event, form: FormData, changes: Changes): Promise<Changes> {
  const settle = String(form.get('settle') ?? '');
  if (settle) {
    const at = settle.indexOf('=');
    return { [settle.slice(0, at)]: { value: settle.slice(at + 1) } };
  }
  const fill = String(form.get('fill') ?? '');
  const detach = String(form.get('detach') ?? '');
  if (!fill && !detach) return {};
  const shown = await showReturn(locals.context, whichReturn(params, url));
  if (detach) {
    const [where = '', file] = detach.split(' ');
    const field = /^\d+$/.test(where) ? executionField(Number(where), 'files') : where;
    const left = readFiles(shown.fields[field] ?? '').filter((id) => id !== file);
    return { [field]: { value: writeFiles(left) } };
  }
  if (!shown.form) return {};
  const kind = kindOf(shown.organisation.kind);
  const cells = cellsOf(shown.form, kind).filter(({ state }) => state === 'open');
  const open = new Set(cells.map(({ code }) => code));
  const previous = previousNumbers(shown.form, shown.previous?.numbers, kind, 'ru');
  const value = (cell: string) => changes[cell]?.value ?? shown.fields[cell] ?? '';
  const typed = filling(fill, shown.form, (cell) => open.has(cell), value, previous);
  return Object.fromEntries(typed.map(({ cell, typed: now }) => [cell, { value: now }]));
}
