import { type Day, dayIn, daysBetween, type Interval } from '#calendar';
import { allow, doers, may, type Organisation, organisationsUnder } from '#organisations';
import { reading } from '#platform/use-case.ts';
import type { Context } from '#platform/use-case.ts';
import { type Background, backgroundsOf } from './background.ts';
import { judgeReturn } from './judging/index.ts';
import { locateCampaign, WhichCampaign } from './locate.ts';
import { contentOf } from './receipt.ts';
import { isUnanswered, namesFrom, threads } from './remark-threads.ts';
import { attentionIn, type Counts, type Fields, fieldsFrom, type ReturnState } from './rules/index.ts';
import { draftFields, isCounted } from './show-return.ts';
import type { Campaign } from './sql/campaigns.ts';
import { type Remark, remarksIn } from './sql/remarks.ts';
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
  /** Days after the due day of the first submission, or of today where there is none; 0 or less: not late. */
  daysLate: number;
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
    ]);
    const today = dayIn(context.now, campaign.zone);
    const { slug, period, dueOn, state, openedAt, closedAt } = campaign;
    return {
      campaign: { slug, period, dueOn, state, openedAt, closedAt },
      municipality: { id: municipality.id, name: municipality.name, shortName: municipality.shortName },
      daysLeft: daysBetween(today, dueOn),
      returns: loaded.addressed.map(({ organisation, head }) => {
        const id = organisation.id;
        const draft = loaded.drafts.get(id);
        const revision = loaded.revisions.get(id);
        const said = { head, draft, revision, remarks: loaded.remarks.get(id) ?? [] };
        const works = [
          draft && { at: draft.updatedAt, by: namesFrom(names)(draft.updatedBy) },
          revision && { at: revision.at, by: namesFrom(names)(revision.actorId) },
        ].filter((work) => work !== undefined);
        return {
          ...listed(campaign, loaded.backgrounds.get(id)!, said, today),
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
    remarks: Map.groupBy(await remarksIn(context.db, campaign.id), ({ organisationId }) => organisationId),
  };
}

type Said = {
  head: ReturnHead;
  draft: Draft | undefined;
  revision: Revision | undefined;
  remarks: readonly Remark[];
};

function listed(
  campaign: Campaign,
  background: Background,
  { head, draft, revision, remarks }: Said,
  today: Day,
): Omit<ListedReturn, 'lastWork'> {
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
  const firstDay = head.firstSubmittedAt ? dayIn(head.firstSubmittedAt, campaign.zone) : today;
  return {
    organisation: { id, code, path, kind, name, shortName, mark, lowPerforming, adverseConditions },
    asksNumbers: head.parentId !== null,
    status: head.state === 'draft' ? (draft ? 'filling' : 'not-begun') : head.state,
    rev: head.rev,
    daysLate: daysBetween(head.dueOn, firstDay),
    counts: judgeReturn(background, fields, judgedOn).counts,
    submittedAt: head.submittedAt,
    firstSubmittedAt: head.firstSubmittedAt,
    seenAt: head.firstSeenAt,
    unusual: content
      ? attentionIn(background.form, {
          ...content,
          now: content.numbers,
          before: background.previous?.numbers,
        }).length
      : 0,
    unanswered: head.state === 'returned' ? shown.filter(isUnanswered).length : 0,
    unsent: shown.filter(({ sentAt, resolvedAt }) => sentAt === null && resolvedAt === null).length,
  };
}
