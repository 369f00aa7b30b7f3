import { randomUUID } from 'node:crypto';
import { openCampaign, saveDraft, showReturn, submitReturn } from '#monitoring';
import { contextFor, type Kind, type Role } from '#organisations';
import type { App } from '#platform/app.ts';
import type { Context } from '#platform/use-case.ts';
import { insertOrganisation } from '../src/organisations/sql/organisations.ts';
import { insertGrant, insertPerson } from '../src/organisations/sql/people.ts';

type Place = { id: number; path: string; code: string };
export type Person = (now?: string) => Context;
export const PROFILE = {
  pupils_total: 700,
  pupils_10_19: 500,
  pupils_15_19: 120,
  teachers_total: 46,
  teachers_young: 6,
  enterprises_partner: 2,
};
const ZONE = 'Asia/Yekaterinburg';

/** A municipality with its bodies, three schools and a roadmap of five activities, as it stands on 20 December 2021. */
export async function monitoredTown(app: App, code: string, region?: { id: number; path: string }) {
  const add = async (
    kind: Kind,
    name: string,
    parent?: Pick<Place, 'id' | 'path'>,
    profile: Record<string, number> = {},
  ): Promise<Place> => {
    const made = await insertOrganisation(app.db, {
      parentId: parent?.id ?? null,
      parentPath: parent?.path ?? null,
      kind,
      code: name,
      name: `Организация ${name}`,
      shortName: name,
      mark: name.replace(/\D+/g, '') || name,
      lowPerforming: false,
      adverseConditions: false,
      profile,
    });
    return { ...made, code: name };
  };
  const town = await add('municipality', code, region);
  const authority = await add('authority', 'authority', town);
  const centre = await add('methodological-centre', 'centre', town);
  const schools = {
    first: await add('school', 'school-15', town, PROFILE),
    second: await add('school', 'school-90', town, PROFILE),
    primary: await add('primary-school', 'primary-25', town, PROFILE),
  };
  const person = async (role: Role, at: Place): Promise<Person> => {
    const accountId = await insertPerson(app.db, {
      login: `${role}-${randomUUID()}`,
      name: `${role} ${at.code}`,
    });
    await insertGrant(app.db, accountId, at.id, role);
    const actor = {
      accountId,
      name: `${role} ${at.code}`,
      grants: [{ role, organisationId: at.id, at: at.path, name: at.code }],
    };
    return (now = '2021-12-20T09:00:00+05:00') => ({ ...contextFor(app, actor, ZONE), now: new Date(now) });
  };
  const roadmap = await addRoadmap(app, town, { authority, centre, schools: Object.values(schools) });
  return {
    town,
    authority,
    centre,
    schools,
    ...roadmap,
    coordinator: await person('coordinator', town),
    group: await person('working-group', town),
    controller: await person('controller', town),
    head: await person('head', schools.first),
    curator: await person('curator', schools.first),
    otherHead: await person('head', schools.second),
    primaryHead: await person('head', schools.primary),
    authorityHead: await person('head', authority),
    centreHead: await person('head', centre),
  };
}
export type MonitoredTown = Awaited<ReturnType<typeof monitoredTown>>;

const ACTIVITIES = [
  ['I', '1', 'Разработка Дорожной карты', 'Дорожная карта', [['2021-04-01', '2021-04-30']], 'bodies'],
  ['II', '5', 'Участие в областных вебинарах', 'Материалы', [['2021-01-01', '2022-12-31']], 'all'],
  ['II', '6', 'Подготовка методических материалов', '', [['2021-10-01', '2021-12-31']], 'schools'],
  [
    'III',
    '7',
    'Участие в региональном конкурсе',
    'Приказ',
    [
      ['2021-08-01', '2021-10-31'],
      ['2022-08-01', '2022-10-31'],
    ],
    'schools',
  ],
  [
    'VI',
    '1',
    'Участие в мониторинге',
    'Информация',
    [
      ['2021-07-01', '2021-09-25'],
      ['2021-10-01', '2021-12-25'],
    ],
    'all',
  ],
] as const;

/** By plain SQL: how a roadmap comes about is another room's business. */
async function addRoadmap(app: App, town: Place, who: { authority: Place; centre: Place; schools: Place[] }) {
  const one = async (text: string, values: unknown[]) =>
    (await app.pool.query<{ id: number }>(text, values)).rows[0]?.id as number;
  const roadmap = await one('insert into roadmap (owner_id) values ($1) returning id', [town.id]);
  const version = await one(
    `insert into roadmap_version (roadmap_id, number, title, starts_on, ends_on, order_number, ordered_on, order_title,
       authority, approved_at) values ($1, 1, 'Дорожная карта', '2021-01-01', '2022-12-31', '282', '2021-04-22', 'Об утверждении', 'МКУ', now())
     returning id`,
    [roadmap],
  );
  for (const [at, numeral] of ['I', 'II', 'III', 'VI'].entries())
    await app.pool.query('insert into roadmap_section values ($1, $2, $2, $3)', [version, numeral, at]);
  const duties = new Map<string, number>();
  for (const [at, [section, number, title, document, terms, executors]] of ACTIVITIES.entries()) {
    const activity = await one('insert into activity (roadmap_id) values ($1) returning id', [roadmap]);
    const code = `${section}.${number}`;
    const bodies = [who.authority, who.centre];
    const bound = { bodies, schools: who.schools, all: [...bodies, ...who.schools] }[executors];
    await app.pool.query(
      `insert into activity_version (version_id, activity_id, code, section, number, position, title, short_title, document,
         result, deadline, responsibles, derived) values ($1, $2, $3, $4, $5, $6, $7, $7, $8, '', $9, $11, $10)`,
      [
        version,
        activity,
        code,
        section,
        number,
        at,
        title,
        document,
        { text: 'как написано', kind: 'intervals', intervals: terms.map(([start, end]) => ({ start, end })) },
        code === 'VI.1' ? 'monitoring' : null,
        JSON.stringify([{ text: executors, role: 'executor', organisations: bound.map(({ id }) => id) }]),
      ],
    );
    for (const organisation of bound)
      for (const [term, [start, end]] of terms.entries()) {
        const id = await one(
          `insert into obligation (activity_id, organisation_id, term, starts_on, ends_on, version_id)
           values ($1, $2, $3, $4, $5, $6) returning id`,
          [activity, organisation.id, term + 1, start, end, version],
        );
        duties.set(`${organisation.code} ${code} ${term + 1}`, id);
      }
  }
  return {
    /** The obligation of an organisation by the activity's code and the term. */
    duty: (organisation: string, code: string, term = 1): number => {
      const id = duties.get(`${organisation} ${code} ${term}`);
      if (id === undefined) throw new Error(`no obligation ${organisation} ${code} ${term}`);
      return id;
    },
  };
}

export const open = (town: MonitoredTown, quarter: string, now?: string) =>
  openCampaign(town.coordinator(now), { quarter });

/** Answers for everything that a return asks: zeros, the profile's numbers, «выполняется». */
export async function wholeAnswers(context: Context, campaign: string): Promise<Record<string, string>> {
  const { verdict, rows } = await showReturn(context, { campaign });
  const cells = Object.entries(verdict?.cells ?? {}).filter(([, { kind }]) => kind !== 'closed');
  const zeros = cells.map(([cell]) => [cell, '0']).filter(([cell]) => !cell!.startsWith('t0.'));
  const states = rows
    .filter(({ derived }) => !derived)
    .map(({ obligation }) => [`f1.${obligation}.state`, 'running']);
  return { ...Object.fromEntries([...zeros, ...states]), ...(verdict ? { 't0.confirmed': '1' } : {}) };
}

export async function fillIn(context: Context, campaign: string, more: Record<string, string> = {}) {
  const { draftRev } = await showReturn(context, { campaign });
  const answers = { ...(await wholeAnswers(context, campaign)), ...more };
  return saveDraft(context, { campaign, base: draftRev, changes: changesTo(answers) });
}

/** What a page sends of the fields that somebody has typed in. */
export const changesTo = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { value }]));

/** Makes towns in which a quarter is open, each by itself. */
export function townsOf(app: App) {
  let made = 0;
  const town = () => monitoredTown(app, `town-${made++}`);
  const opened = async (quarter = '2021-q4') => {
    const here = await town();
    await open(here, quarter);
    return here;
  };
  return { town, opened };
}

export async function submit(context: Context, campaign: string, requestId: string = randomUUID()) {
  const { rev, draftRev } = await showReturn(context, { campaign });
  return submitReturn(context, { campaign, rev, draft: draftRev, requestId });
}
