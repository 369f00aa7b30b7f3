import { addDays, type Day, dayIn, writeInterval } from '#calendar';
import { words, type Words } from '#messages';
import { campaignsOf } from '#monitoring';
import { actorOf, contextFor, installationId, may, organisationsUnder, reach } from '#organisations';
import { movesOf, type Obligation, obligationsDue, ownRoadmapOwner } from '#roadmap';
import type { App } from '#platform/app.ts';
import { Failure } from '#platform/failure.ts';
import { accountOfFeed } from '#platform/feed-tokens.ts';
import type { Context } from '#platform/use-case.ts';
import { type DueEvent, writeCalendar } from './rules/ics.ts';

/** What is long over is no news; and a calendar has an end. */
const [DAYS_BACK, MOST_EVENTS] = [366, 2000];
/** Real time: a calendar asks every few hours, a loop that went wrong every second. */
const [MOST_ASKED, WINDOW_MS, MOST_KNOWN] = [30, 600_000, 10_000];
const asked = new Map<number, { since: number; times: number }>();

/**
 * A person's due dates by their private address, without a session: the terms of the activities that bind the
 * organisations they see, one event a term, and the days of the monitoring.
 * @throws Failure `calendar.not-found` also where it was renewed or the account is disabled; `calendar.too-often`
 */
export async function calendarFeed(app: App, token: string, origin: string): Promise<string> {
  const account = await accountOfFeed(app.db, token);
  if (!account) throw new Failure('not-found', 'calendar.not-found');
  limit(account.accountId);
  const { actor, zone } = await actorOf(app, account);
  const context = contextFor(app, actor, zone);
  const say = words(account.locale ?? 'ru');
  const made = { origin, installation: await installationId(app.db) };
  const events = [...(await termsOf(context, say, made)), ...(await campaignDays(context, say, made))].sort(
    (one, other) => (one.on < other.on ? -1 : 1),
  );
  return writeCalendar(say('calendar.name'), events.slice(-MOST_EVENTS), context.now);
}

/** Links lead to where the calendar was asked for; events are the same wherever that is. */
type Made = { origin: string; installation: string };

function limit(accountId: number): void {
  const now = Date.now();
  const known = asked.get(accountId);
  const current = known && now - known.since < WINDOW_MS ? known : { since: now, times: 0 };
  current.times++;
  asked.delete(accountId);
  asked.set(accountId, current);
  if (asked.size > MOST_KNOWN) asked.delete(asked.keys().next().value!);
  if (current.times > MOST_ASKED) throw new Failure('too-many', 'calendar.too-often');
}

const since = (context: Context): Day => addDays(dayIn(context.now, context.zone), -DAYS_BACK);

async function termsOf(context: Context, say: Words, made: Made): Promise<DueEvent[]> {
  const organisations = await organisationsUnder(context.db, reach(context, 'return.read'));
  const ids = organisations.map(({ id }) => id);
  const from = since(context);
  const obligations = (await obligationsDue(context.db, ids)).filter(({ endsOn }) => endsOn >= from);
  const moves = await movesOf(
    context.db,
    obligations.map(({ id }) => id),
  );
  const terms = Map.groupBy(
    obligations,
    ({ activityId, startsOn, endsOn }) => `${activityId} ${startsOn} ${endsOn}`,
  );
  return [...terms.values()].map((own) => termEvent(say, own, moves, made));
}

function termEvent(
  say: Words,
  own: readonly Obligation[],
  moves: ReadonlyMap<number, number>,
  { origin, installation }: Made,
): DueEvent {
  const { code, shortTitle, title, document, startsOn: start, endsOn: on, deadline } = own[0]!;
  return {
    // An obligation keeps its number when a correction moves it.
    uid: `obligation-${Math.min(...own.map(({ id }) => id))}@${installation}`,
    sequence: Math.max(0, ...own.map(({ id }) => moves.get(id) ?? 0)),
    on,
    summary: `${code}. ${shortTitle}`,
    description: [
      title,
      say('calendar.term', { term: writeInterval({ start, end: on }, say.locale), written: deadline.text }),
      ...(document ? [say('calendar.document', { document })] : []),
      ...(own.length > 1 ? [say('calendar.organisations', { count: own.length })] : []),
    ].join('\n'),
    url: `${origin}/office/roadmap/activities/${encodeURIComponent(code)}`,
  };
}

async function campaignDays(
  context: Context,
  say: Words,
  { origin, installation }: Made,
): Promise<DueEvent[]> {
  const owner = await ownRoadmapOwner(context);
  if (!owner || !reach(context, 'campaign.read').length) return [];
  const page = may(context, 'return.inspect', owner.path) ? 'campaigns' : 'returns';
  const from = since(context);
  return (await campaignsOf(context.db, [owner.id]))
    .filter(({ dueOn }) => dueOn >= from)
    .map(({ id, slug, period, dueOn }) => {
      const name = writeInterval(period, say.locale);
      return {
        uid: `campaign-${id}@${installation}`,
        sequence: 0,
        on: dueOn,
        summary: say(page === 'campaigns' ? 'calendar.campaign' : 'calendar.return', { period: name }),
        description: say('calendar.campaign-says', { period: name }),
        url: `${origin}/office/${page}/${slug}`,
      };
    });
}
