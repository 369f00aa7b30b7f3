export { checkForm } from './check-form.ts';
export { f1, f2, formOf, forms } from './forms/index.ts';
export { judge, type Verdict } from './verdict.ts';
