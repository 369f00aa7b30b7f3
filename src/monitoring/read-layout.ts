import { z } from 'zod';
import { allow } from '#organisations';
import { Failure } from '#platform/failure.ts';
import { reading } from '#platform/use-case.ts';
import { type Layout, readLayouts } from './designing/index.ts';
import { locateMunicipality, Name } from './locate.ts';

const ReadLayout = z.object({ file: z.instanceof(Uint8Array), municipality: Name.optional() });

/** The tables that a workbook has, to be looked at before a form takes them. @throws Failure as `readLayouts` */
export const readLayout = reading(
  'form.read-layout',
  ReadLayout,
  async (context, { file, municipality }): Promise<Layout[]> => {
    const owner = await locateMunicipality(context, 'form.change', municipality);
    allow(context, 'form.change', owner.path);
    if (file[0] !== 0x50 || file[1] !== 0x4b) throw new Failure('invalid', 'form.layout-not-xlsx');
    return readLayouts(file);
  },
);
