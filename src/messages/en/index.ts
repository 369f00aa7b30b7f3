import type { Same } from '../words.ts';
import type { ru } from '../ru/index.ts';
import { shell } from './shell.ts';
import { access } from './access.ts';
import { journal } from './journal.ts';
import { organisations } from './organisations.ts';
import { roadmap } from './roadmap.ts';
import { correction } from './correction.ts';
import { timeline } from './timeline.ts';
import { calendar } from './calendar.ts';
import { form } from './form.ts';
import { monitoring } from './monitoring.ts';
import { returns } from './returns.ts';
import { reports } from './reports.ts';
import { sheet } from './sheet.ts';
import { receipt } from './receipt.ts';
import { behalf } from './behalf.ts';
import { onPaper } from './on-paper.ts';
import { manySchools } from './many-schools.ts';
import { site } from './site.ts';
import { scan } from './scan.ts';
import { cli } from './cli.ts';
import { workbook } from './workbook.ts';
import { mail } from './mail.ts';

export const en = {
  ...shell,
  ...access,
  ...journal,
  ...organisations,
  ...roadmap,
  ...correction,
  ...timeline,
  ...calendar,
  ...form,
  ...monitoring,
  ...returns,
  ...reports,
  ...sheet,
  ...receipt,
  ...behalf,
  ...manySchools,
  ...onPaper,
  ...site,
  ...scan,
  ...cli,
  ...workbook,
  ...mail,
} satisfies Same<typeof ru>;
