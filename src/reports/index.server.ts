export { consolidationWorkbook } from './consolidation-workbook.ts';
export { downloadConsolidation } from './download-consolidation.ts';
export { downloadReturnPaper } from './download-return-paper.ts';
export { downloadReturns } from './download-returns.ts';
export { whyMissing } from './why-missing.ts';
export { type AdministratorHome, administratorHome } from './administrator-home.ts';
export { type CoordinatorHome, coordinatorHome } from './coordinator-home.ts';
export {
  downloadDraftDocx,
  downloadDraftPdf,
  downloadImportDocx,
  downloadImportPdf,
  downloadVersionDocx,
  downloadVersionPdf,
} from './download-order.ts';
export { downloadReport } from './download-report.ts';
export { editReport } from './edit-report.ts';
export { freezeReport, previewReport } from './freeze-report.ts';
export { type ListedReport, listReports } from './list-reports.ts';
export { type Overview, showOverview } from './overview.ts';
export { publicFiguresCsv } from './public-csv.ts';
export {
  listPublicSchools,
  showAbout,
  showPublicFigures,
  showPublicRoadmap,
  showSite,
} from './public-section.ts';
export { publishFigures, showPublishing, withdrawFigures } from './publish-figures.ts';
export type { Block } from './rules/blocks.ts';
export type { Published } from './rules/published.ts';
export { type SchoolHome, schoolHome } from './school-home.ts';
export { showReport } from './show-report.ts';
export { type Standing, standingOf } from './standing.ts';
export { type ChartRow, type RoadmapChart, roadmapChartPdf } from './roadmap-chart.ts';
export { calendarFeed } from './calendar-feed.ts';
export { endCalendar, ownCalendar, renewCalendar } from './own-calendar.ts';
