import { z } from 'zod';
import type { Day } from '#calendar';
import { organisationById, organisationsUnder } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { type Context, reading } from '#platform/use-case.ts';
import { obligationsDue } from '#roadmap';
import { chosenFrom, scopeOf } from './consolidate.ts';
import { formNamed } from './forms/index.ts';
import type { ConsolidatedOrganisation } from './organisation-figures.ts';
import {
  cellCode,
  type Column,
  type FormDefinition,
  isNumber,
  listRowsIn,
  readValue,
  type Table,
  type Text,
} from './rules/index.ts';
import { type CampaignHead, askBy, keptSums, wordRows } from './sql/consolidation.ts';
import { withForms } from './sql/forms.ts';

const GivenWords = z.object({
  campaign: z.string().max(40),
  /** One table; all that have words if nothing is said. */
  table: z.string().max(60).optional(),
});

/** A row of answers in words: of a list what an organisation has added, of another table a row of the form, or an activity. */
export type WordRow = {
  organisation: ConsolidatedOrganisation;
  /** Of a table whose rows the form or the roadmap names. */
  row: Text | undefined;
  /** By column, as kept: see `writeValue`. */
  values: Record<string, string>;
};
export type WordTable = {
  code: string;
  kind: Table['kind'];
  title: Text;
  columns: readonly Column[];
  rows: WordRow[];
};
export type GivenWordsOf = {
  campaign: Pick<CampaignHead, 'slug' | 'startsOn' | 'endsOn'>;
  tables: WordTable[];
};

/**
 * What no sum tells: the lists and the words of a campaign's counted returns, one below the other. A school's people see
 * their own.
 * @throws Failure `monitoring.consolidation-unknown`, `access.denied`, `access.sign-in`
 */
export const givenWords = reading(
  'consolidation.words',
  GivenWords,
  async (context, { campaign: slug, table }): Promise<GivenWordsOf> => {
    const scope = await scopeOf(context, undefined);
    const owners = scope.owners.map(({ id }) => id);
    const found = (await keptSums(askBy(context), owners, slug, null))?.found;
    if (!found) throw new Failure('not-found', 'monitoring.consolidation-unknown');
    await withForms(context.db, [found]);
    const node = scope.owners.find(({ id }) => id === found.ownerId)!;
    const { whose } = await chosenFrom(context, node, scope, { among: 'all', filter: 'counted' });
    const returns = await wordRows(context.db, found.id, whose);
    const known = new Map((await organisationsUnder(context.db, [node.path])).map((one) => [one.id, one]));
    const given: Given[] = [];
    for (const { orgId, values } of returns) {
      const organisation = known.get(orgId) ?? (await organisationById(context.db, orgId));
      if (organisation) given.push({ organisation, values });
    }
    const forms = found.forms.map(formNamed);
    const activities = await activitiesIn(context, forms, given, found.endsOn);
    const tables = forms.flatMap((form) => wordTables(form, given, activities));
    const { startsOn, endsOn } = found;
    return {
      campaign: { slug, startsOn, endsOn },
      tables: tables.filter(({ code }) => table === undefined || code === table),
    };
  },
);

type Given = { organisation: ConsolidatedOrganisation; values: Record<string, string> };

/** The obligations that rows of roadmap tables are named by. */
type Activities = ReadonlyMap<string, Text>;
async function activitiesIn(
  { db }: Context,
  forms: readonly FormDefinition[],
  given: readonly Given[],
  endsOn: Day,
): Promise<Activities> {
  if (!forms.some(({ tables }) => tables.some(({ kind }) => kind === 'roadmap'))) return new Map();
  const ids = given.map(({ organisation }) => organisation.id);
  const due = await obligationsDue(db, ids, { startsBy: endsOn });
  return new Map(
    due.map(({ id, code, shortTitle }) => {
      const title = `${code} ${shortTitle}`;
      return [String(id), { ru: title, en: title }];
    }),
  );
}

function wordTables(form: FormDefinition, given: readonly Given[], activities: Activities): WordTable[] {
  return form.tables.flatMap((table) => {
    const columns = table.columns.filter((column) => table.kind !== 'fixed' || !isNumber(column));
    if (columns.length === 0) return [];
    const rows = given.flatMap(({ organisation, values }) =>
      rowsOf(form, table, values, activities).flatMap(({ code, title }): WordRow[] => {
        const said = columns.flatMap((column) => {
          const typed = values[cellCode(table.code, code, column.code)];
          const read = typed === undefined ? undefined : readValue(typed, column);
          if (read?.kind === 'text') return [[column.code, read.text] as const];
          return read?.kind === 'value' ? [[column.code, typed!] as const] : [];
        });
        return said.length === 0 ? [] : [{ organisation, row: title, values: Object.fromEntries(said) }];
      }),
    );
    return [{ code: table.code, kind: table.kind, title: table.title, columns, rows }];
  });
}

function rowsOf(
  form: FormDefinition,
  table: Table,
  values: Record<string, string>,
  activities: Activities,
): { code: string; title: Text | undefined }[] {
  if (table.kind === 'fixed')
    return table.rows.map(({ code, title }) => ({ code, title: code ? title : undefined }));
  if (table.kind === 'roadmap') {
    const codes = Object.keys(values).flatMap((cell) => {
      const [of, row] = cell.split('.', 2);
      return of === table.code && row !== undefined && activities.has(row) ? [row] : [];
    });
    return [...new Set(codes)].map((code) => ({ code, title: activities.get(code) }));
  }
  return (listRowsIn(form, Object.keys(values))[table.code] ?? []).map(({ code }) => ({
    code,
    title: undefined,
  }));
}
