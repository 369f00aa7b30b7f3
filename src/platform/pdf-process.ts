import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

export type PdfWork = { template: string; json: string; fonts: readonly string[]; at: number };
export type PdfAnswer = { pdf: Uint8Array } | { fault: string };

/** A process of its own: the compiler is native code, which a thread could not be taken out of. */
process.once('message', (work: PdfWork) => process.send?.(answerTo(work)));

function answerTo({ template, json, fonts, at }: PdfWork): PdfAnswer {
  const compiler = NodeCompiler.create({
    workspace: path.dirname(template), // nothing above it can be read
    fontArgs: [{ fontBlobs: fonts.map((file) => readFileSync(file)) }],
  });
  const compiled = compiler.compile({ mainFilePath: template, inputs: { data: json } });
  if (!compiled.result) return { fault: JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics) };
  return { pdf: compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp: at }) };
}
