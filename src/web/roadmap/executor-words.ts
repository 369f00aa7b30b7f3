import type { Words } from '#messages';

type Named = {
  id: number;
  kind: string;
  shortName: string;
  lowPerforming: boolean;
  adverseConditions: boolean;
};
const MOST_NAMED = 2;

const isSchool = ({ kind }: Named) => kind === 'school' || kind === 'primary-school';
const isSupported = (one: Named) => isSchool(one) && (one.lowPerforming || one.adverseConditions);

/** Whom some organisations are, as short as it can be said: «все школы», «МАУ «ЦМиХО», 3 школы». */
export function executorWords(say: Words, ids: readonly number[], organisations: readonly Named[]): string {
  const wanted = new Set(ids);
  const bound = organisations.filter(({ id }) => wanted.has(id));
  if (!bound.length) return say('roadmap.executor-none');
  const schools = bound.filter(isSchool);
  const others = bound.filter((one) => !isSchool(one)).map(({ shortName }) => shortName);
  const named =
    others.length > MOST_NAMED ? [say('roadmap.executor-organisations', { count: others.length })] : others;
  return [...named, ...schoolWords(say, schools, organisations)].join(', ');
}

function schoolWords(say: Words, schools: readonly Named[], organisations: readonly Named[]): string[] {
  if (!schools.length) return [];
  const all = organisations.filter(isSchool);
  if (schools.length === all.length && all.length > MOST_NAMED) return [say('roadmap.executor-all-schools')];
  const supported = organisations.filter(isSupported);
  if (schools.length === supported.length && schools.every(isSupported))
    return [say('roadmap.executor-supported')];
  if (schools.length <= MOST_NAMED) return schools.map(({ shortName }) => shortName);
  return [say('roadmap.executor-schools', { count: schools.length })];
}
