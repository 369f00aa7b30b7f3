import { z } from 'zod';
import { allow, may, type Organisation, organisationsUnder } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { reading } from '#platform/use-case.ts';
import { formsOfCampaign, layoutOfCampaign } from './background.ts';
import { locateCampaign, WhichCampaign } from './locate.ts';
import { contentOf } from './receipt.ts';
import {
  cellCode,
  cellsByCode,
  type Column,
  fieldsFrom,
  listRowsIn,
  type OrganisationKind,
  organisationKinds,
  type ReturnState,
  type Row,
  rowsOf,
  type Table,
} from './rules/index.ts';
import { draftFields, isCounted } from './show-return.ts';
import { saidBy } from './sql/behalf.ts';
import { draftsOf, headsOf, lastRevisions } from './sql/returns.ts';

const ReturnsTable = WhichCampaign.extend({
  /** By its code; the first where none is named. */
  form: z.string().max(40).optional(),
  table: z.string().max(80).optional(),
  row: z.string().max(80).optional(),
});

export type TableCell = {
  field: string;
  /** As typed; empty where nothing is. */
  value: string;
  isClosed: boolean;
  /** Why it does not apply. */
  reason: string | undefined;
};
export type TableRow = {
  /** Of a list: its number among those of the organisation; of a table whose rows the form names, the one chosen. */
  row: string;
  organisation: Pick<Organisation, 'code' | 'path' | 'shortName'>;
  state: ReturnState;
  /** Sent back as `base`. */
  draftRev: number;
  /** The actor enters for it: it has been said by whose words. */
  mayEnter: boolean;
  /** Nothing where it has not been submitted, and is not entered by the actor: a draft is its organisation's own. */
  cells: TableCell[] | undefined;
  /** Of a list without rows: that there is nothing to report, or why it does not concern the organisation. */
  without?: { reason: string | undefined; nothing: boolean };
};
export type ShownTable = {
  campaign: { slug: string; state: 'open' | 'closed' };
  /** What can be chosen; of a list all rows of all organisations stand below each other, to be read. */
  tables: { form: string; table: Table }[];
  table: Table | undefined;
  row: Row | undefined;
  columns: readonly Column[];
  rows: TableRow[];
  /** Figures may be entered for organisations, once it is said by whose words. */
  mayEnter: boolean;
};

/**
 * One row of one table of a form over all organisations: to be read, and to be entered by their words. A list, all of
 * its rows, is read alone.
 * @throws Failure `returns.not-found`, `access.denied`
 */
export const returnsTable = reading(
  'return.table',
  ReturnsTable,
  async (context, { form: formCode, table: tableCode, row: rowCode, ...which }): Promise<ShownTable> => {
    const { campaign, municipality } = await locateCampaign(context, 'campaign.read', which);
    allow(context, 'return.inspect', municipality.path);
    const tables = formsOfCampaign(campaign).flatMap((form) =>
      form.tables.filter(({ kind }) => kind !== 'roadmap').map((table) => ({ form: form.code, table })),
    );
    const chosen = tables.find(
      ({ form, table }) =>
        (!formCode || form.toLowerCase() === formCode.toLowerCase()) &&
        (!tableCode || table.code === tableCode),
    );
    if ((formCode || tableCode) && !chosen) throw new Failure('not-found', 'returns.not-found');
    const table = chosen?.table;
    const rows = table ? rowsOf(table).filter(({ code }) => code !== table.total?.code) : [];
    const isList = table?.kind === 'list';
    const row = rowCode === undefined ? rows[0] : rows.find(({ code }) => code === rowCode);
    if (rowCode !== undefined && !row) throw new Failure('not-found', 'returns.not-found');
    const columns = (table?.columns ?? []).filter(({ formula }) => !formula);
    const organisations = await organisationsUnder(context.db, [municipality.path]);
    const heads = (await headsOf(context.db, campaign.id)).filter(({ parentId }) => parentId !== null);
    const ids = heads.map(({ organisationId }) => organisationId);
    const drafts = new Map(
      (await draftsOf(context.db, campaign.id, ids)).map((one) => [one.organisationId, one]),
    );
    const revisions = new Map(
      (await lastRevisions(context.db, campaign.id, ids)).map((one) => [one.organisationId, one]),
    );
    const entering = await saidBy(context.db, campaign.id, context.actor.accountId);
    const layout = layoutOfCampaign(campaign);
    const byId = new Map(heads.map((head) => [head.organisationId, head]));
    return {
      campaign: { slug: campaign.slug, state: campaign.state },
      tables,
      table,
      row,
      columns,
      mayEnter: campaign.state === 'open' && may(context, 'return.enter-for', municipality.path),
      rows: organisations.flatMap((organisation) => {
        const head = byId.get(organisation.id);
        if (!head || !table || (!row && !isList)) return [];
        const revision = revisions.get(organisation.id);
        const mayEnter =
          campaign.state === 'open' &&
          !isCounted(head.state) &&
          entering.has(organisation.id) &&
          may(context, 'return.enter-for', organisation.path);
        const fields =
          isCounted(head.state) && revision
            ? fieldsFrom(contentOf(campaign, true, revision), layout)
            : mayEnter
              ? draftFields(drafts.get(organisation.id)?.entries)
              : undefined;
        const kind = organisationKinds.find((one) => one === organisation.kind) ?? 'other';
        const { code, path, shortName } = organisation;
        const { state, draftRev } = head;
        const one = { organisation: { code, path, shortName }, state, draftRev };
        if (!isList) {
          const cells = fields && cellsOfRow(table, row!, columns, kind, fields);
          return [{ ...one, row: row!.code, mayEnter, cells }];
        }
        return rowsOfList(table, columns, kind, fields).map((own) => ({ ...one, mayEnter: false, ...own }));
      }),
    };
  },
);

type Fields = Readonly<Record<string, string | undefined>>;
type ListRow = Pick<TableRow, 'row' | 'cells' | 'without'>;

/** The rows that an organisation has in a list; one that says that there are none, where it has none. */
function rowsOfList(
  table: Table,
  columns: readonly Column[],
  kind: OrganisationKind,
  fields: Fields | undefined,
): ListRow[] {
  if (!fields) return [{ row: '', cells: undefined }];
  const typed = Object.keys(fields).filter((name) => fields[name]?.trim());
  const rows = listRowsIn(formOfTable(table), typed)[table.code] ?? [];
  if (rows.length === 0) {
    const without = {
      nothing: fields[`none.${table.code}`] === '1',
      reason: fields[`na.${table.code}`] || undefined,
    };
    return [{ row: '', cells: [], without }];
  }
  return rows.map((row) => ({
    row: row.title.ru,
    cells: cellsOfRow(table, row, columns, kind, fields),
  }));
}

function cellsOfRow(
  table: Table,
  row: Row,
  columns: readonly Column[],
  kind: OrganisationKind,
  fields: Fields,
): TableCell[] {
  const states = table.kind === 'list' ? undefined : cellsByCode(formOfTable(table), kind);
  const isShut = ({ closedFor }: Column) => closedFor?.includes(kind) === true;
  return columns.map((column) => {
    const field = cellCode(table.code, row.code, column.code);
    return {
      field,
      value: fields[field] ?? '',
      isClosed: states ? states.get(field)?.state !== 'open' : isShut(column),
      reason: fields[`na.${field}`] || fields[`na.${table.code}`] || undefined,
    };
  });
}

const known = new WeakMap<Table, Parameters<typeof cellsByCode>[0]>();
/** What is found out about a form is kept by the object. */
function formOfTable(table: Table) {
  const form = known.get(table) ?? {
    code: table.code,
    version: 1,
    title: table.title,
    tables: [table],
    checks: [],
    computed: [],
  };
  known.set(table, form);
  return form;
}
