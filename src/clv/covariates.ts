/**
 * What is known of customers from the start (their channel, their first basket) and does not change: it moves the means of the
 * mixing distributions, as in CLVTools. With z a customer's covariates, γ₁ the effects on buying and γ₂ those on leaving,
 * Pareto/NBD: αᵢ = α e^(−γ₁'z), βᵢ = β e^(−γ₂'z); BG/NBD: αᵢ = α e^(−γ₁'z), aᵢ = a e^(γ₂'z), bᵢ = b e^(γ₂'z).
 * A positive effect on buying means more purchases, in the Pareto/NBD a positive effect on leaving an earlier end. A customer's own
 * parameters make a plain model, so that every verb of the plain model is one of these.
 *
 * [1] Fader, P. S., & Hardie, B. G. S. (2007). Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models.
 */
import { invalid } from "../errors.js";
import { regularisedGammaQ } from "../math/incomplete-gamma.js";
import * as bgNbd from "./bg-nbd.js";
import {
  type Base,
  covariateLikelihood,
  covariateRows,
  type Effect,
  type Lens,
  MOVES,
  type Process,
  type WithCovariates,
} from "./covariate-likelihood.js";
import { type Declaration, type FitOptions, type FitReport, fitDeclared } from "./fit.js";

export type { Covariates, WithCovariates } from "./covariate-likelihood.js";

import { checkedKind } from "./kinds.js";
import * as paretoNbd from "./pareto-nbd.js";
import { collapse, type Rows } from "./rows.js";
import { sealed } from "./saved.js";
import type { Timing } from "./timing.js";

/** A Pareto/NBD or BG/NBD whose `params` hold, beside those of the plain model, an effect for each covariate: `purchase.name`, `dropout.name`. */
export interface CovariateModel<Plain extends Base = Base> {
  readonly kind: `${Plain}-covariates`;
  readonly params: Readonly<Record<string, number>>;
}

export interface CovariateOptions extends FitOptions {
  /** Covariates with an effect on how often customers buy; all of the first customer's. */
  readonly purchase?: readonly string[];
  /** Covariates with an effect on when they leave; all of the first customer's. */
  readonly dropout?: readonly string[];
}

export interface CovariateReport extends FitReport {
  /** Against the plain model of the same customers: do the covariates, all together, say anything? Under a `penalty` it is no such test. */
  readonly likelihoodRatio: { readonly statistic: number; readonly degreesOfFreedom: number; readonly pValue: number };
  /** ln L of the plain model. */
  readonly plainLogLikelihood: number;
}

const PLAIN = { "pareto-nbd-covariates": "pareto-nbd", "bg-nbd-covariates": "bg-nbd" } as const;
const NAMES = { "pareto-nbd": paretoNbd.declaration.names, "bg-nbd": bgNbd.declaration.names } as const;

/**
 * The Pareto/NBD with static covariates of the highest likelihood. A covariate that is the same for everybody has the effect 0,
 * without a standard error, and a note.
 *
 * @throws InvalidInputError with row and field for customers who cannot be or covariates that are missing; FitError when there is
 * no maximum
 *
 * @example
 * const customers = [0, 1, 0, 1, 0, 1].map((web, i) => ({ repeats: i + 3 * web, lastPurchaseAge: i + 3 * web === 0 ? 0 : 20 + 9 * i, age: 90, covariates: { web } }));
 * const model = fitParetoNbdCovariates(customers, { dropout: [], penalty: 0.01 });
 * model.params["purchase.web"] > 0; // => true
 */
export function fitParetoNbdCovariates(
  customers: readonly (Timing & WithCovariates)[],
  options: CovariateOptions = {},
): CovariateModel<"pareto-nbd"> & CovariateReport {
  return fitWithCovariates("pareto-nbd", paretoNbd.declaration, customers, options);
}

/**
 * The BG/NBD with static covariates of the highest likelihood, otherwise as `fitParetoNbdCovariates`.
 *
 * @throws InvalidInputError and FitError as there
 *
 * @example
 * const customers = [0, 1, 0, 1, 0, 1].map((web, i) => ({ repeats: i + 3 * web, lastPurchaseAge: i + 3 * web === 0 ? 0 : 20 + 9 * i, age: 90, covariates: { web } }));
 * const model = fitBgNbdCovariates(customers, { dropout: [], penalty: 0.01 });
 * model.params["purchase.web"] > 0; // => true
 */
export function fitBgNbdCovariates(
  customers: readonly (Timing & WithCovariates)[],
  options: CovariateOptions = {},
): CovariateModel<"bg-nbd"> & CovariateReport {
  return fitWithCovariates("bg-nbd", bgNbd.declaration, customers, options);
}

/**
 * The plain model of a customer with these covariates: `probabilityAlive(modelOfCustomer(model, customer), customer)`.
 *
 * @throws InvalidInputError for a covariate that is missing or not finite
 *
 * @example
 * const model = { kind: "pareto-nbd-covariates", params: { r: 0.5, alpha: 70, s: 0.6, beta: 80, "purchase.web": 0.7 } };
 * modelOfCustomer(model, { covariates: { web: 0 } });
 * // => { kind: "pareto-nbd", params: { r: 0.5, alpha: 70, s: 0.6, beta: 80 } }
 * modelOfCustomer(model, { covariates: { web: 1 } }).params.alpha.toFixed(2);
 * // => "34.76"
 */
export function modelOfCustomer(model: CovariateModel<"pareto-nbd">, customer: WithCovariates): paretoNbd.ParetoNbd;
export function modelOfCustomer(model: CovariateModel<"bg-nbd">, customer: WithCovariates): bgNbd.BgNbd;
export function modelOfCustomer(model: CovariateModel, customer: WithCovariates): paretoNbd.ParetoNbd | bgNbd.BgNbd {
  const plain = PLAIN[checkedKind(model, PLAIN)];
  const { params } = model;
  const moved = { purchase: 0, dropout: 0 };
  for (const [name, effect] of Object.entries(params)) {
    const process = name.slice(0, name.indexOf(".")) as Process;
    if (process !== "purchase" && process !== "dropout") continue;
    if (!Number.isFinite(effect)) invalid(`params.${name}`, "a finite number", effect);
    const value = customer?.covariates?.[name.slice(process.length + 1)];
    if (!Number.isFinite(value)) invalid(`covariates.${name.slice(process.length + 1)}`, "a finite number", value);
    moved[process] += effect * value!;
  }
  const own = NAMES[plain].map((name, i) => {
    const move = MOVES[plain][i];
    const value = move === undefined ? params[name]! : params[name]! * Math.exp(move[1] * moved[move[0]]);
    if (!(value > 0 && value < Number.POSITIVE_INFINITY))
      invalid("covariates", `numbers that leave the customer's own ${name} finite and above 0`, customer.covariates);
    return [name, value];
  });
  return { kind: plain, params: Object.fromEntries(own) };
}

function fitWithCovariates<Plain extends Base>(
  plain: Plain,
  base: Declaration<Plain, string>,
  customers: readonly (Timing & WithCovariates)[],
  options: CovariateOptions,
): CovariateModel<Plain> & CovariateReport {
  const known = Object.keys(customers?.[0]?.covariates ?? {});
  const { purchase = known, dropout = known, weights, start, ...rest } = options;
  const used = [...new Set([...purchase, ...dropout])];
  for (const [process, list] of Object.entries({ purchase, dropout }))
    if (new Set(list).size < list.length) invalid(process, "names of covariates, each once", list);
  const { rows, lenses, saysMore } = covariateRows(customers, used, weights);
  const list = (process: Process, names: readonly string[]): Effect[] =>
    names.map((name) => ({ process, column: 3 + used.indexOf(name), name: `${process}.${name}` }));
  const asked = [...list("purchase", purchase), ...list("dropout", dropout)];
  const lensOf = ({ column }: Effect): Lens => lenses[column - 3]!;
  const effects = [...list("purchase", saysMore(purchase)), ...list("dropout", saysMore(dropout))];
  const names = [...base.names, ...effects.map(({ name }) => name)];

  const whole: Rows = collapse(
    rows.columns.slice(0, 3).map((column) => column.slice()),
    rows.weights,
  );
  const nothing = fitDeclared(base, whole, rest as FitOptions<string>);
  const count = base.names.length;
  /** What a parameter of the plain model is multiplied by for a customer whose covariates are 0, given effects of the data as they came. */
  const shift = (i: number, effectOf: (effect: Effect) => number): number => {
    const move = MOVES[plain][i];
    if (move === undefined) return 1;
    const far = effects.reduce((sum, effect) => sum + (effect.process === move[0] ? effectOf(effect) * lensOf(effect).centre : 0), 0);
    return Math.exp(-move[1] * far);
  };
  const begin = { ...nothing.params, ...start } as Readonly<Record<string, number>>;
  const begun = ({ name }: Effect): number => start?.[name] ?? 0;
  const inside = Object.fromEntries([
    ...base.names.map((name, i) => [name, begin[name]! / shift(i, begun)]),
    ...effects.map((effect) => [effect.name, begun(effect) * lensOf(effect).scale]),
  ]);
  const fitted = fitDeclared<string, string>(
    {
      kind: `${plain}-covariates`,
      names,
      unit: base.unit,
      scaled: base.scaled,
      powers: [...base.powers, ...effects.map(() => 0)],
      signed: effects.map(({ name }) => name),
      likelihood: (given) => covariateLikelihood(given, base, MOVES[plain], effects),
      starts: (given) => base.starts(given).map((point) => [...point, ...effects.map(() => 0)]),
    },
    rows,
    { ...rest, start: inside },
  );

  const found = (effect: Effect): number => fitted.params[effect.name]! / lensOf(effect).scale;
  const factors = names.map((_, i) => (i < count ? shift(i, found) : 1 / lensOf(effects[i - count]!).scale));
  /** Row i: how the i-th parameter changes with those inside. */
  const slopes = names.map((name, i) =>
    names.map((_, k) => {
      const effect = effects[k - count];
      const move = MOVES[plain][i];
      if (effect === undefined || i >= count) return i === k ? factors[i]! : 0;
      const { centre, scale } = lensOf(effect);
      return effect.process === move?.[0] ? (-move[1] * fitted.params[name]! * factors[i]! * centre) / scale : 0;
    }),
  );
  const own = (values: Readonly<Partial<Record<string, number>>>, isKnown: (i: number) => boolean = () => true): Record<string, number> =>
    Object.fromEntries(names.flatMap((name, i) => (values[name] === undefined || !isKnown(i) ? [] : [[name, values[name] * factors[i]!]])));
  /** On a boundary nothing is known of what moved with an effect. */
  const isAlone = (i: number): boolean => slopes[i]!.every((slope, k) => slope === 0 || k === i);
  const { fingerprint, covariance: within, ...report } = fitted;
  const covariance =
    within && slopes.map((left) => slopes.map((right) => within.reduce((sum, row, i) => sum + left[i]! * dot(row, right), 0)));
  const standardErrors =
    covariance === undefined
      ? own(fitted.standardErrors, isAlone)
      : Object.fromEntries(names.map((name, i) => [name, Math.sqrt(covariance[i]![i]!)]));
  const silent = asked.filter(({ name }) => !names.includes(name));
  const statistic = Math.max(0, 2 * (fitted.logLikelihood - nothing.logLikelihood));
  const params = own(fitted.params);
  const far = names.find((name, i) => i < count && !(params[name]! > 0 && params[name]! < Number.POSITIVE_INFINITY));
  if (far !== undefined)
    invalid("covariates", `nearer to 0 (take the same number from all, such as the first year): ${far} is that of a customer at 0`, used);
  return sealed(
    {
      ...report,
      kind: `${plain}-covariates` as const,
      params: { ...params, ...Object.fromEntries(silent.map(({ name }) => [name, 0])) },
      standardErrors,
      ...(covariance === undefined ? {} : { covariance }),
      notes: [
        ...nothing.notes,
        ...silent.map(
          ({ name }) =>
            `${name} is 0: this covariate is the same for all customers, or follows from those before it, so that its effect cannot be told from theirs.`,
        ),
      ],
      plainLogLikelihood: nothing.logLikelihood,
      likelihoodRatio: {
        statistic,
        degreesOfFreedom: effects.length,
        pValue: effects.length === 0 ? 1 : regularisedGammaQ(effects.length / 2, statistic / 2),
      },
    },
    fingerprint,
  );
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, i) => sum + value * right[i]!, 0);
}
