import { insertGrant, insertOrganisation, insertPerson, type Kind, loginIsTaken } from '#organisations';
import type { Database } from '#platform/database.server.ts';
import { exampleSchools } from './schools.ts';

/** Accounts by position; those that are shown are printed with the address. */
export const STAFF = [
  { login: 'coordinator', role: 'муниципальный координатор', shown: true },
  { login: 'deputy', role: 'заместитель начальника', shown: true },
  { login: 'group', role: 'рабочая группа', shown: true },
  { login: 'admin', role: 'администратор', shown: true },
  { login: 'school-15', role: 'МАОУ СОШ № 15, куратор', shown: true },
  { login: 'head-15', role: 'МАОУ СОШ № 15, директор', shown: true },
  { login: 'example-20', role: 'Школа-пример № 20, куратор', shown: true },
  { login: 'authority', role: 'Управление образования', shown: false },
  { login: 'centre', role: 'Методический центр', shown: true },
  { login: 'region', role: 'региональный координатор', shown: true },
] as const;

type Account = { id: number; name: string };
export type Town = { id: number; path: string; accounts: Map<string, Account> };

const plain = { lowPerforming: false, adverseConditions: false, profile: {} };

/**
 * The tree and the people. Written directly: before the first administrator nobody is there whom the gate could ask.
 * All accounts have one password, as its hash.
 */
export async function plantTown(db: Database, password: string): Promise<Town> {
  const plant = (
    parent: { id: number; path: string } | null,
    code: string,
    kind: Kind,
    name: string,
    shortName = name,
    mark = shortName,
  ) =>
    insertOrganisation(db, {
      ...plain,
      parentId: parent?.id ?? null,
      parentPath: parent?.path ?? null,
      code,
      kind,
      name,
      shortName,
      mark,
      timeZone: kind === 'municipality' ? 'Asia/Yekaterinburg' : undefined,
    });
  const country = await plant(null, 'ru', 'country', 'Российская Федерация', 'Россия');
  const region = await plant(country, 'chelyabinsk', 'region', 'Челябинская область');
  const town = await plant(
    region,
    'zlatoust',
    'municipality',
    'Златоустовский городской округ',
    'Златоустовский ГО',
  );
  const authority = await plant(
    town,
    'authority',
    'authority',
    'МКУ Управление образования и молодёжной политики Златоустовского городского округа',
    'МКУ УОиМП ЗГО',
    'УО',
  );
  const centre = await plant(
    town,
    'centre',
    'methodological-centre',
    'МАУ «Центр методического и хозяйственного обеспечения»',
    'МАУ «ЦМиХО»',
    'ЦМ',
  );

  const accounts = new Map<string, Account>();
  const add = async (login: string, name: string, organisationId: number, ...roles: string[]) => {
    if (await loginIsTaken(db, login)) return; // the first run's administrator may have chosen this name
    const id = await insertPerson(db, { login, name, password });
    for (const role of roles) await insertGrant(db, id, organisationId, role);
    accounts.set(login, { id, name });
  };
  await add('admin', 'Администратор', town.id, 'administrator');
  await add('coordinator', 'Муниципальный координатор', town.id, 'coordinator');
  await add('deputy', 'Заместитель начальника', town.id, 'controller');
  await add('group', 'Рабочая группа', town.id, 'working-group');
  await add('region', 'Региональный координатор', region.id, 'coordinator');
  await add('authority', 'Специалист управления', authority.id, 'curator');
  await add('centre', 'Методист', centre.id, 'curator');
  for (const school of exampleSchools()) {
    const { id } = await insertOrganisation(db, { ...school, parentId: town.id, parentPath: town.path });
    await add(school.code, 'куратор', id, 'curator');
    await add(
      school.code.replace(/^(school|example|primary)-/, (kind) =>
        kind === 'school-' ? 'head-' : `head-${kind}`,
      ),
      'директор',
      id,
      'head',
    );
  }
  return { ...town, accounts };
}
