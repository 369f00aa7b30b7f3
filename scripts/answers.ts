import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import prettier from 'prettier';
import ts from 'typescript';

/*
 * What each operation of the API answers, as JSON Schema, read from the TypeScript types of the use cases: what a use case
 * returns is said once. `npm run format` writes `src/web/api/answers.json`, `npm run check` fails where it is not up to date.
 */

const TABLE = path.resolve('src/web/api/operations.ts');
const WRITTEN = 'src/web/api/answers.json';
const OURS = `${path.resolve('src')}${path.sep}`;

type Schema = { [key: string]: unknown };

const { options } = ts.getParsedCommandLineOfConfigFile(
  'tsconfig.json',
  {},
  {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: () => {},
  },
)!;
const program = ts.createProgram([TABLE], { ...options, noEmit: true });
const types = program.getTypeChecker();

const named = new Map<ts.Symbol, string>();
const definitions: Record<string, Schema> = {};
const inside: ts.Type[] = [];

/** A type with a name of ours is written once and referred to; one that is made for an occasion stands where it is. */
function schemaOf(type: ts.Type): Schema {
  const symbol = type.aliasSymbol ?? (type.isClassOrInterface() ? type.symbol : undefined);
  const file = symbol?.declarations?.[0]?.getSourceFile().fileName ?? '';
  if (!symbol || type.aliasTypeArguments?.length || !file.startsWith(OURS)) return structureOf(type);
  const name = named.get(symbol) ?? define(symbol, type);
  return { $ref: `#/components/schemas/${name}` };
}

function define(symbol: ts.Symbol, type: ts.Type) {
  const [room = ''] = path.relative(OURS, symbol.declarations![0]!.getSourceFile().fileName).split(path.sep);
  const name =
    symbol.name in definitions ? `${room[0]!.toUpperCase()}${room.slice(1)}${symbol.name}` : symbol.name;
  if (name in definitions) throw new Error(`two things are called ${name}`);
  named.set(symbol, name);
  definitions[name] = {}; // its place, in the order of the work
  definitions[name] = structureOf(type);
  return name;
}

function structureOf(type: ts.Type): Schema {
  if (inside.includes(type)) throw new Error(`give ${types.typeToString(type)} a name: it holds itself`);
  inside.push(type);
  const schema = plain(type) ?? unionOf(type) ?? listOf(type) ?? objectOf(type);
  inside.pop();
  return schema;
}

function plain(type: ts.Type): Schema | undefined {
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  const { flags } = type;
  if (flags & ts.TypeFlags.BooleanLiteral) return { const: types.typeToString(type) === 'true' };
  if (flags & ts.TypeFlags.StringLike && !type.isUnion()) return { type: 'string' };
  if (flags & ts.TypeFlags.NumberLike && !type.isUnion()) return { type: 'number' };
  if (flags & ts.TypeFlags.Null) return { type: 'null' };
  if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
  if (/^(Readonly)?(Set|Map)$/.test(type.symbol?.name ?? ''))
    throw new Error('a Set or a Map is nothing as JSON');
  if (type.symbol?.name === 'Date') return { type: 'string', format: 'date-time' };
  return undefined;
}

const isAbsent = (type: ts.Type) => (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0;

/** What is absent is told by the object that holds it; an operation that finds nothing answers with an empty object. */
function unionOf(type: ts.Type): Schema | undefined {
  if (!type.isUnion()) return undefined;
  const parts = type.types.filter((part) => !isAbsent(part));
  const literals = parts.filter((part) => part.isStringLiteral() || part.isNumberLiteral());
  const whole = parts.filter((part) => part.flags & ts.TypeFlags.BooleanLiteral);
  const rest = parts.filter(
    (part) => !part.isStringLiteral() && !part.isNumberLiteral() && !whole.includes(part),
  );
  const choices = [
    ...(literals.length === 1 ? literals.map(schemaOf) : []),
    ...(literals.length > 1 ? [{ enum: literals.map(({ value }) => value).sort() }] : []),
    ...(whole.length === 1 ? whole.map(schemaOf) : []),
    ...(whole.length === 2 ? [{ type: 'boolean' }] : []),
    ...rest.map(schemaOf),
  ];
  return choices.length === 1 ? choices[0] : { anyOf: choices };
}

function listOf(type: ts.Type): Schema | undefined {
  if (types.isTupleType(type)) {
    const prefixItems = types.getTypeArguments(type as ts.TypeReference).map(schemaOf);
    return { type: 'array', prefixItems, minItems: prefixItems.length, maxItems: prefixItems.length };
  }
  if (!types.isArrayType(type)) return undefined;
  return { type: 'array', items: schemaOf(types.getTypeArguments(type as ts.TypeReference)[0]!) };
}

function objectOf(type: ts.Type): Schema {
  const by =
    types.getIndexTypeOfType(type, ts.IndexKind.String) ??
    types.getIndexTypeOfType(type, ts.IndexKind.Number);
  const members = types.getPropertiesOfType(type);
  if (!(type.flags & ts.TypeFlags.Object) && !type.isIntersection())
    throw new Error(`what is ${types.typeToString(type)} as JSON?`);
  if (types.getSignaturesOfType(type, ts.SignatureKind.Call).length)
    throw new Error(`a function is answered: ${types.typeToString(type)}`);
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const member of members) {
    const inner = types.getTypeOfSymbol(member);
    const mayBeAbsent = isAbsent(inner) || (inner.isUnion() && inner.types.some(isAbsent));
    if (isAbsent(inner)) continue;
    properties[member.name] = schemaOf(inner);
    if (!mayBeAbsent && !(member.flags & ts.SymbolFlags.Optional)) required.push(member.name);
  }
  return {
    type: 'object',
    ...(members.length ? { properties } : {}),
    ...(required.length ? { required } : {}),
    ...(by ? { additionalProperties: schemaOf(by) } : {}),
  };
}

/** What each line of the table answers, and the codes that its use case says it refuses with. */
function answers() {
  const found: Record<string, { answer?: Schema; codes: string[] }> = {};
  const read = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const said = (name: string) =>
        node.properties.filter(ts.isPropertyAssignment).find((one) => one.name.getText() === name)
          ?.initializer;
      const [method, address, run] = [said('method'), said('path'), said('run')];
      if (method && address && run && ts.isStringLiteral(method) && ts.isStringLiteral(address))
        found[`${method.text} ${address.text}`] = { ...answerOf(run), codes: codesOf(run) };
    }
    ts.forEachChild(node, read);
  };
  read(program.getSourceFile(TABLE)!);
  return found;
}

/** A document has no schema; whoever finds nothing answers with an empty object. */
function answerOf(run: ts.Expression): { answer?: Schema } {
  const [call] = types.getTypeAtLocation(run).getCallSignatures();
  const answer = types.getAwaitedType(call!.getReturnType())!;
  if (types.getPropertyOfType(answer, 'bytes')) return {};
  const schema = schemaOf(answer);
  const mayBeNothing = answer.isUnion() && answer.types.some(isAbsent);
  return { answer: mayBeNothing ? { anyOf: [schema, { type: 'object', maxProperties: 0 }] } : schema };
}

function codesOf(run: ts.Expression): string[] {
  const symbol = types.getSymbolAtLocation(run)!;
  const meant = symbol.flags & ts.SymbolFlags.Alias ? types.getAliasedSymbol(symbol) : symbol;
  const told = meant.getJsDocTags(types).filter(({ name }) => name === 'throws');
  const text = told
    .flatMap((tag) => tag.text ?? [])
    .map((part) => part.text)
    .join(' ');
  return [...new Set([...text.matchAll(/`([a-z]+\.[a-z-]+)`/g)].map(([, code]) => code!))].sort();
}

const operations = answers();
const text = await prettier.format(JSON.stringify({ operations, schemas: definitions }), {
  ...(await prettier.resolveConfig(WRITTEN)),
  parser: 'json',
});
if (process.argv.includes('--write')) await writeFile(WRITTEN, text);
else if ((await readFile(WRITTEN, 'utf8').catch(() => '')) !== text) {
  process.stderr.write(
    'What the API answers has changed: `npm run format` writes it into its description.\n',
  );
  process.exit(1);
}
