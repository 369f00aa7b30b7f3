import { type PdfOptions, renderPdf } from '#platform/pdf.ts';

type Tone = 'done' | 'work' | 'late' | 'wait' | 'none' | 'na';
export type ChartRow = {
  number: string;
  title: string;
  /** «все школы», «после III.2». */
  notes: string[];
  deadline: string;
  state: Tone;
  stateWords: string;
  counted: string;
  /** In per cent of the period; `passed`: of it, how much of a running term is over. */
  bars: { tone: Tone; x: number; width: number; passed?: number }[];
  /** What of the links between activities passes through the row: lines down, lines across to where one begins. */
  links: {
    down: { x: number; from: number; to: number; broken: boolean }[];
    across: { from: number; to: number; broken: boolean }[];
  };
};
/** A roadmap's timeline, ready to be drawn: every sentence written, every place counted. */
export type RoadmapChart = {
  locale: 'ru' | 'en';
  title: string;
  lead: string;
  /** What a screen reader hears of the picture as a whole. */
  description: string;
  columns: { number: string; activity: string; deadline: string; state: string };
  scale: {
    grid: { x: number; year: boolean }[];
    quarters: { x: number; text: string }[];
    years: { x: number; text: string }[];
    today?: number;
    /** «сегодня, 20 декабря». */
    now: string;
  };
  sections: { heading: string; links: ChartRow['links']; rows: ChartRow[] }[];
  key: Record<'done' | 'work' | 'late' | 'wait', string> & { link?: string };
  /** «страница». */
  page: string;
};

/** The timeline on A4 across, its heading and the scale on each page. @throws Failure as `renderPdf` */
export const roadmapChartPdf = (chart: RoadmapChart, options: PdfOptions): Promise<Uint8Array> =>
  renderPdf(new URL('./roadmap-chart.typ', import.meta.url), chart, options);
