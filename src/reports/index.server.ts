export { consolidationWorkbook } from './consolidation-workbook.ts';
export { downloadConsolidation } from './download-consolidation.ts';
export { whyMissing } from './why-missing.ts';
