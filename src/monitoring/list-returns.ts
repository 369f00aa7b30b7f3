import { type Day, dayIn, daysBetween, type Interval } from '#calendar';
import { allow, doers, may, type Organisation, organisationsUnder } from '#organisations';
import { reading } from '#platform/use-case.ts';
import type { Context } from '#platform/use-case.ts';
import { type Background, backgroundsOf } from './background.ts';
import { latenessIn } from './lateness.ts';
import { judgeReturn } from './judging/index.ts';
import { locateCampaign, WhichCampaign } from './locate.ts';
import { type Beside, besideOf, NOTHING_BESIDE } from './out-of-line-in.ts';
import { contentOf } from './receipt.ts';
import { isUnanswered, namesFrom, threads } from './remark-threads.ts';
import { attentionIn, type Counts, type Fields, fieldsFrom, type ReturnState } from './rules/index.ts';
import { draftFields, isCounted } from './show-return.ts';
import type { Campaign } from './sql/campaigns.ts';
import { type Remark, remarksIn } from './sql/remarks.ts';
import { reviewsIn, watchersIn } from './sql/reviews.ts';
import { openQuestionsIn } from './sql/value-questions.ts';
import { watchedSince } from './watch.ts';
import {
  type Draft,
  draftsOf,
  headsOf,
  lastRevisions,
  type ReturnHead,
  type Revision,
} from './sql/returns.ts';

/** `not-begun` and `filling` are both drafts: the second has been saved. */
export type ReturnStatus = 'not-begun' | 'filling' | Exclude<ReturnState, 'draft'>;

export type ListedReturn = {
  organisation: Pick<
    Organisation,
    'id' | 'code' | 'path' | 'kind' | 'name' | 'shortName' | 'mark' | 'lowPerforming' | 'adverseConditions'
  >;
  /** False for those who fill in F1 alone: they are in no count of schools. */
  asksNumbers: boolean;
  status: ReturnStatus;
  rev: number;
  /** Days in the organisation's hands after what was due; 0 or less: not late. */
  daysLate: number;
  /** Whose it is to look at; nothing: anybody's. */
  reviewer: { id: number; name: string } | undefined;
  /** Who has it open just now, the actor left out. */
  watchedBy: string[];
  /** Questions at single values that wait for an answer. */
  asked: number;
  counts: Counts;
  submittedAt: Date | null;
  firstSubmittedAt: Date | null;
  seenAt: Date | null;
  /** Places of a submitted return at which a reviewer looks first. */
  unusual: number;
  /** Remarks sent that have been neither answered nor mended. */
  unanswered: number;
  /** Remarks put down and not yet sent. */
  unsent: number;
  lastWork: { at: Date; by: string } | undefined;
};

export type ListedReturns = {
  campaign: {
    slug: string;
    period: Interval;
    dueOn: Day;
    state: 'open' | 'closed';
    openedAt: Date;
    closedAt: Date | null;
  };
  municipality: { id: number; name: string; shortName: string };
  /** From today to the due day; negative: past. */
  daysLeft: number;
  /** In the order of the tree. */
  returns: ListedReturn[];
  may: { change: boolean; review: boolean; remark: boolean };
};

/** How far each return of a campaign is. @throws Failure `returns.not-found`, `access.denied` */
export const listReturns = reading(
  'return.list',
  WhichCampaign,
  async (context, which): Promise<ListedReturns> => {
    const { campaign, municipality } = await locateCampaign(context, 'campaign.read', which);
    allow(context, 'return.read', municipality.path);
    const loaded = await load(context, campaign, municipality.path);
    const names = await doers(context.db, [
      ...new Set([...loaded.drafts.values()].flatMap(({ updatedBy }) => updatedBy ?? [])),
      ...new Set([...loaded.revisions.values()].map(({ actorId }) => actorId)),
      ...new Set([...loaded.reviews.values()].flatMap(({ reviewerId }) => reviewerId ?? [])),
      ...new Set(loaded.watchers.map(({ accountId }) => accountId)),
    ]);
    const nameOf = namesFrom(names);
    const today = dayIn(context.now, campaign.zone);
    const daysLate = await latenessIn(context.db, campaign, today);
    const beside = await besideIn(context, campaign, loaded);
    const { slug, period, dueOn, state, openedAt, closedAt } = campaign;
    return {
      campaign: { slug, period, dueOn, state, openedAt, closedAt },
      municipality: { id: municipality.id, name: municipality.name, shortName: municipality.shortName },
      daysLeft: daysBetween(today, dueOn),
      returns: loaded.addressed.map(({ organisation, head }) => {
        const id = organisation.id;
        const draft = loaded.drafts.get(id);
        const revision = loaded.revisions.get(id);
        const said = {
          head,
          draft,
          revision,
          remarks: loaded.remarks.get(id) ?? [],
          beside: beside.get(id) ?? NOTHING_BESIDE,
        };
        const works = [
          draft && { at: draft.updatedAt, by: nameOf(draft.updatedBy) },
          revision && { at: revision.at, by: nameOf(revision.actorId) },
        ].filter((work) => work !== undefined);
        const reviewerId = loaded.reviews.get(id)?.reviewerId;
        return {
          ...listed(campaign, loaded.backgrounds.get(id)!, said, today),
          daysLate: daysLate(head),
          reviewer: reviewerId == null ? undefined : { id: reviewerId, name: nameOf(reviewerId) },
          watchedBy: loaded.watchers
            .filter((one) => one.organisationId === id && one.accountId !== context.actor.accountId)
            .map(({ accountId }) => nameOf(accountId)),
          asked: loaded.asked.get(id) ?? 0,
          lastWork: works.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0],
        };
      }),
      may: {
        change: may(context, 'campaign.change', municipality.path),
        review: may(context, 'return.review', municipality.path),
        remark: may(context, 'return.remark', municipality.path),
      },
    };
  },
);

async function load(context: Context, campaign: Campaign, path: string) {
  const organisations = await organisationsUnder(context.db, [path]);
  const heads = new Map((await headsOf(context.db, campaign.id)).map((head) => [head.organisationId, head]));
  const addressed = organisations.flatMap((organisation) => {
    const head = heads.get(organisation.id);
    return head ? [{ organisation, head }] : [];
  });
  const ids = addressed.map(({ organisation }) => organisation.id);
  const by = <Row extends { organisationId: number }>(rows: readonly Row[]) =>
    new Map(rows.map((row) => [row.organisationId, row]));
  return {
    addressed,
    backgrounds: await backgroundsOf(context.db, campaign, addressed),
    drafts: by(await draftsOf(context.db, campaign.id, ids)),
    revisions: by(await lastRevisions(context.db, campaign.id, ids)),
    reviews: by(await reviewsIn(context.db, campaign.id)),
    watchers: await watchersIn(context.db, campaign.id, watchedSince(context.now)),
    asked: await openQuestionsIn(context.db, campaign.id),
    remarks: Map.groupBy(await remarksIn(context.db, campaign.id), ({ organisationId }) => organisationId),
  };
}

/** Those that a reviewer looks at: what is accepted has been looked at. */
function besideIn(
  { db }: Context,
  campaign: Campaign,
  { addressed, backgrounds, revisions }: Awaited<ReturnType<typeof load>>,
): Promise<Map<number, Beside>> {
  const looked = addressed.flatMap(({ organisation: { id }, head }) => {
    const revision = head.state === 'submitted' || head.state === 'returned' ? revisions.get(id) : undefined;
    if (!revision || head.parentId === null) return [];
    return [{ background: backgrounds.get(id)!, numbers: contentOf(campaign, true, revision).numbers }];
  });
  return besideOf(db, campaign, looked);
}

type Said = {
  beside: Beside;
  head: ReturnHead;
  draft: Draft | undefined;
  revision: Revision | undefined;
  remarks: readonly Remark[];
};

function listed(
  campaign: Campaign,
  background: Background,
  { head, draft, revision, remarks, beside }: Said,
  today: Day,
): Omit<ListedReturn, 'lastWork' | 'daysLate' | 'reviewer' | 'watchedBy' | 'asked'> {
  const { id, code, path, kind, name, shortName, mark, lowPerforming, adverseConditions } =
    background.organisation;
  const counted = isCounted(head.state) ? revision : undefined;
  const content = revision && contentOf(campaign, head.parentId !== null, revision);
  const submitted: Fields = content ? fieldsFrom(content, background.layout) : {};
  const fields = counted ? submitted : draftFields(draft?.entries);
  const judgedOn = counted ? dayIn(counted.at, campaign.zone) : today;
  const shown = threads(remarks, () => '', {
    said: (rev) => (rev === head.rev ? submitted : undefined),
    now: fields,
  });
  return {
    organisation: { id, code, path, kind, name, shortName, mark, lowPerforming, adverseConditions },
    asksNumbers: head.parentId !== null,
    status: head.state === 'draft' ? (draft ? 'filling' : 'not-begun') : head.state,
    rev: head.rev,
    counts: judgeReturn(background, fields, judgedOn).counts,
    submittedAt: head.submittedAt,
    firstSubmittedAt: head.firstSubmittedAt,
    seenAt: head.firstSeenAt,
    unusual: content
      ? attentionIn(background.form, {
          ...content,
          now: content.numbers,
          before: background.previous?.numbers,
          ...beside,
        }).length
      : 0,
    unanswered: head.state === 'returned' ? shown.filter(isUnanswered).length : 0,
    unsent: shown.filter(({ sentAt, resolvedAt }) => sentAt === null && resolvedAt === null).length,
  };
}
