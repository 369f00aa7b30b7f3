import { consolidatedFigures } from '../judging/index.ts';
import {
  consolidatedForm,
  type Extremes,
  extremesOf,
  type Figure,
  type FormDefinition,
  indicatorFigure,
  type IndicatorFigure,
  type Layout,
  layoutOf,
} from '../rules/index.ts';
import type { OneReturn } from './read-return.ts';

export type Consolidated = { figures: Record<string, Figure>; indicators: IndicatorFigure[] };

/** Adds returns up by position, as the server's sums are kept: each is added and forgotten. */
export class AddingUp {
  readonly #form: FormDefinition;
  readonly #layout: Layout;
  readonly #sums: number[];
  readonly #least: number[];
  readonly #most: number[];
  readonly #ns: number[];
  readonly #nas: number[];
  #count = 0;

  constructor(form: FormDefinition) {
    this.#form = form;
    this.#layout = layoutOf(form);
    const { length } = this.#layout;
    this.#sums = Array<number>(length).fill(0);
    this.#least = Array<number>(length).fill(Infinity);
    this.#most = Array<number>(length).fill(-Infinity);
    this.#ns = Array<number>(length).fill(0);
    this.#nas = Array<number>(length).fill(0);
  }

  get count(): number {
    return this.#count;
  }

  add({ answers }: Pick<OneReturn, 'answers'>): void {
    this.#count++;
    for (let at = 0; at < answers.length; at++) {
      const answer = answers[at];
      if (typeof answer === 'number') {
        this.#sums[at]! += answer;
        this.#ns[at]!++;
        if (answer < this.#least[at]!) this.#least[at] = answer;
        if (answer > this.#most[at]!) this.#most[at] = answer;
      } else if (answer === 'not-applicable') this.#nas[at]!++;
    }
  }

  /** All that has been added, in units: by the rules by which the server consolidates. */
  result(): Consolidated {
    const [form, count] = [this.#form, this.#count];
    const node = {
      sums: this.#sums,
      ns: this.#ns,
      nas: this.#nas,
      submitted: count,
      accepted: count,
      expected: count,
    };
    const figures = consolidatedFigures(form, this.#layout, node, this.#extremes());
    const { computed } = consolidatedForm(form);
    return { figures, indicators: computed.map((one) => indicatorFigure(one, figures)) };
  }

  #extremes(): Extremes {
    const positions = new Map(this.#layout.map(({ cell }, at) => [cell, at]));
    return Object.fromEntries(
      extremesOf(this.#form).map(({ cell, how }) => {
        const at = positions.get(cell);
        if (at === undefined || this.#ns[at] === 0) return [cell, null];
        const scaled = how === 'min' ? this.#least[at]! : this.#most[at]!;
        return [cell, scaled / 10 ** this.#layout[at]!.scale];
      }),
    );
  }
}
