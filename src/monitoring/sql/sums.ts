/** Statements over the arrays of returns are written out position by position: three times faster than `unnest`. */
const positions = (width: number, one: (at: number) => string) =>
  Array.from({ length: width }, (_, at) => one(at)).join(',');

/**
 * The columns of `consolidation` from the rows of `heads`: sums, how many gave each cell, to how many it does not apply,
 * and how many returns there are. `submitted` holds the accepted ones too.
 */
export const sumsOfReturns = (width: number): string => `
  array[${positions(width, (at) => `coalesce(sum(o.cells[${at + 1}]),0)`)}]::int8[] as sums,
  array[${positions(width, (at) => `coalesce(sum(get_bit(o.has,${at})),0)`)}]::int4[] as ns,
  array[${positions(width, (at) => `coalesce(sum(get_bit(o.na,${at})),0)`)}]::int4[] as nas,
  count(*) filter (where o.counts)::int4 as submitted,
  count(*) filter (where o.counts and o.state = 3)::int4 as accepted,
  count(o.org_id)::int4 as expected`;

/** The same columns from the stored rows `c` of a node's children. */
export const sumsOfChildren = (width: number): string => `
  array[${positions(width, (at) => `coalesce(sum(c.sums[${at + 1}]),0)`)}]::int8[] as sums,
  array[${positions(width, (at) => `coalesce(sum(c.ns[${at + 1}]),0)`)}]::int4[] as ns,
  array[${positions(width, (at) => `coalesce(sum(c.nas[${at + 1}]),0)`)}]::int4[] as nas,
  coalesce(sum(c.submitted), 0)::int4 as submitted,
  coalesce(sum(c.accepted), 0)::int4 as accepted,
  coalesce(sum(c.expected), 0)::int4 as expected`;

/**
 * Every return that is expected, with what it counts for: the revision of the head where that is submitted or accepted,
 * nothing but the cells closed to its kind otherwise. A revision may be shorter than the layout, which only grows:
 * `get_bit` past the end is an error, so it is made longer. `offset 0` keeps the bits from being made once a position.
 *
 * $1 is the campaign; `where` bounds `h`; `counts` says which states do.
 */
export function heads(width: number, where: string, counts = 'h.state in (2, 3)'): string {
  const none = `'${'0'.repeat(width)}'::varbit`;
  const padded = (bits: string, more = '') =>
    `case when length(${bits}) < ${width} then ${bits}${more} || ${none} else ${bits} end`;
  return `(
    select h.org_id, h.parent_id, h.state, r.org_id is not null as counts, r.cells, ${padded('r.has')} as has,
      case when r.org_id is null then ${padded('h.closed')}
        else ${padded('r.na', ' || substring(h.closed from length(r.na) + 1)')} end as na
    from return h
    left join return_revision r on r.campaign_id = h.campaign_id and r.org_id = h.org_id and r.rev = h.rev
      and h.rev > 0 and ${counts}
    where h.campaign_id = $1 and h.state >= 0 and ${where}
    offset 0) o`;
}

/** Nodes $2 of campaign $1 from their returns: a leaf of the campaign's tree. */
export const leaves = (width: number): string => `
  select n.campaign_id, n.node_id, ${sumsOfReturns(width)}
  from campaign_node n left join ${heads(width, 'h.parent_id = any($2)')} on o.parent_id = n.node_id
  where n.campaign_id = $1 and n.node_id = any($2)
  group by n.campaign_id, n.node_id`;

/** Nodes $2 of campaign $1 from the stored rows of their children. */
export const innerNodes = (width: number): string => `
  select n.campaign_id, n.node_id, ${sumsOfChildren(width)}
  from campaign_node n
  join campaign_node k on k.campaign_id = n.campaign_id and k.parent_id = n.node_id
  left join consolidation c on c.campaign_id = k.campaign_id and c.node_id = k.node_id
  where n.campaign_id = $1 and n.node_id = any($2)
  group by n.campaign_id, n.node_id`;
