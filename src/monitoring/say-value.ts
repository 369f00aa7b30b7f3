import { type Locale, words } from '#messages';
import type { Background } from './background.ts';
import { formOf } from './judging/index.ts';
import type { Choices } from './read-workbook.ts';
import { isEvent } from './rules/index.ts';
import { cellTypes, otherType } from './workbook/field-types.ts';
import { wordsFor } from './workbook/plan.ts';
import { cellValue } from './workbook/write.ts';

/** What a field says, in words: a choice by its title, «да» for what is 1. Made once for a return. */
export function valuesIn(
  background: Background,
  fields: Readonly<Record<string, string | undefined>>,
  locale: Locale,
  organisations?: Choices,
): (field: string, typed: string) => string {
  const form = formOf(background, fields);
  const types = form ? cellTypes(form, background.kind, organisations) : undefined;
  const duties = background.duties.map(({ id, derived, title }) => ({
    obligation: id,
    derived,
    isEvent: isEvent(title),
  }));
  const bookWords = wordsFor(words(locale));
  return (field, typed) => {
    const type = types?.get(field) ?? otherType(field, duties);
    if (!type || type.type === 'date') return typed;
    const value = cellValue(typed, type, bookWords);
    return value === null ? '' : String(value);
  };
}
