import type { LaneLinks } from './links.ts';
import type { Bar, Scale } from './timeline.ts';

/**
 * One strip of the timeline as markup, of numbers alone. As a string: three hundred strips made piece by piece took a
 * third of the page's time. `shared`: `LaneHead` has drawn the lines of the scale.
 */
export function laneSvg(
  scale: Scale,
  bars: readonly Bar[],
  links: LaneLinks | undefined,
  shared: boolean,
): string {
  const grid = shared
    ? '<use href="#lane-grid"/>'
    : scale.grid.map(({ x, year }) => down(`grid-line${year ? ' year' : ''}`, x, 0, 100)).join('');
  const today = scale.today === undefined ? '' : down('today', scale.today, 0, 100);
  return `<svg aria-hidden="true">${grid}${bars.map(barSvg).join('')}${links ? linkSvg(links) : ''}${today}</svg>`;
}

const down = (name: string, x: number, from: number, to: number) =>
  `<line class="${name}" x1="${x}%" x2="${x}%" y1="${from}%" y2="${to}%"/>`;
const at = (x: number, paths: string) => `<svg x="${x}%" y="50%" overflow="visible">${paths}</svg>`;
const bar = (name: string, x: number, width: number, height: number) =>
  `<rect class="${name}" x="${x}%" width="${width}%" y="50%" height="${height}" transform="translate(0,${-height / 2})"/>`;

function barSvg({ tone, x, width, passed }: Bar): string {
  if (tone === 'late')
    return (
      bar('b-late', x, width, 16) +
      at(
        x + width,
        '<path class="b-late" d="M0 -10l10 10-10 10-10-10z"/><path class="b-sign" d="M0 -5v5M0 2.5v2"/>',
      )
    );
  if (tone === 'done')
    return bar('b-done', x, width, 12) + at(x + width / 2, '<path class="b-sign" d="M-4 .3l2.6 2.6 5-5.4"/>');
  const whole = bar(tone === 'na' ? 'b-wait b-none' : 'b-wait', x, width, 12);
  return tone === 'work' && passed ? whole + bar('b-work', x, passed, 12) : whole;
}

const linkSvg = ({ down: lines, across }: LaneLinks) =>
  [
    ...lines.map(({ x, from, to, broken }) => down(broken ? 'link broken' : 'link', x, from, to)),
    ...across.map(({ from, to, broken }) => {
      const name = broken ? ' broken' : '';
      const line = `<line class="link${name}" x1="${from}%" x2="${to}%" y1="50%" y2="50%"/>`;
      return line + at(to, `<path class="link head${name}" d="M-6 -4l6 4-6 4z"/>`);
    }),
  ].join('');
