/**
 * The one fitting loop. A model declares its mathematics – names, starting points, the log-likelihood with its gradient over
 * collapsed rows – and gets back a plain value with a report.
 *
 * Maximum likelihood by quasi-Newton steps over the logarithms of the parameters (so they stay positive), Newton steps at
 * the end; time (or money) is measured in its own mean inside, and reported in days. Standard errors are those of the
 * observed information, by the delta method.
 */
import { FitError, invalid } from "../errors.js";
import { checkCount, checkInside, checkNotNegative } from "../math/checks.js";
import { type Differentiable, largest } from "../math/minimise.js";
import { dataFingerprint } from "./fingerprint.js";
import { type Boundary, observedInformation } from "./information.js";
import { type LogLikelihood, maximum, perCustomer, WALL } from "./maximum.js";
import type { Rows } from "./rows.js";
import { sealed } from "./saved.js";

export type { LogLikelihood } from "./maximum.js";

/** What a model file says about its likelihood; `fitDeclared` does the rest. */
export interface Declaration<Kind extends string, Name extends string> {
  readonly kind: Kind;
  readonly names: readonly Name[];
  /** Parameters that are not estimated by this declaration but belong to the model, such as k. */
  readonly fixed?: Readonly<Record<string, number>>;
  readonly unit: FitReport["unit"];
  /** The columns measured in `unit`: inside the fit they are divided by the weighted mean of the last of them. */
  readonly scaled: readonly number[];
  /** How each parameter changes with the unit: 1 grows with it (alpha, beta), −1 is a rate per unit, 0 has none. */
  readonly powers: readonly number[];
  /** Parameters that may be 0 or negative, such as coefficients: maximised as they are. */
  readonly signed?: readonly Name[];
  readonly likelihood: (rows: Rows) => LogLikelihood;
  /** Starting points in the scaled unit, the best first: the others are tried when the first does not end well inside. */
  readonly starts: (rows: Rows) => readonly (readonly number[])[];
  /** Remarks in plain words on a fit of this model: what happened, what it usually means, what to try. */
  readonly notes?: (
    fit: Pick<FitReport, "boundary" | "standardErrors" | "customers" | "repeaters"> & { readonly params: Readonly<Record<Name, number>> },
    rows: Rows,
  ) => string[];
}

export interface FitOptions<Name extends string = string> {
  /** One per customer: k counts as k equal customers; 0 leaves the customer out. All 1. */
  readonly weights?: ArrayLike<number>;
  /** Where to begin, in the units of the result; tried before the model's own starting points. */
  readonly start?: Readonly<Record<Name, number>>;
  /**
   * λ ≥ 0, default 0: maximises ln L − λ Σ u², where u is the logarithm of a parameter with time measured in mean customer
   * ages (money in mean spends), or the coefficient itself. A pull towards 1, of the weight of λ customers or so; never in
   * the reported `logLikelihood`.
   */
  readonly penalty?: number;
  /** For each starting point. 500. */
  readonly maxIterations?: number;
  /** Largest gradient, relative to |ln L|, that counts as a maximum. 1e-10, well above rounding. */
  readonly tolerance?: number;
}

/** How a fit went. Plain data: it is saved and read with the model. */
export interface FitReport<Name extends string = string> {
  readonly schemaVersion: 1;
  /** Natural logarithm, in days, without any penalty. */
  readonly logLikelihood: number;
  /** Σ weights. */
  readonly customers: number;
  /** Distinct rows: what the time to fit depends on. */
  readonly distinct: number;
  /** Customers with at least one repeat purchase. */
  readonly repeaters: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** Largest |∂ ln L / ∂ ln θ| at the end. */
  readonly gradientNorm: number;
  /** 2 · number of params − 2 ln L; `bic` with ln(customers) in place of the first 2. */
  readonly aic: number;
  readonly bic: number;
  /** Of each parameter; absent for one on the boundary, whose error has no meaning. The others are then given it. */
  readonly standardErrors: Readonly<Partial<Record<Name, number>>>;
  /** Of the parameters in the order of `params`; absent on a boundary. */
  readonly covariance?: readonly (readonly number[])[];
  /** Of the information about the logarithms (1-norm), at most 1e16: above 1e4 some combination of parameters is hardly known. */
  readonly conditionNumber: number;
  /** Parameters whose likelihood rises, or is level, all the way to zero or infinity: they are finite here, but mean "very small" or "very large". */
  readonly boundary: readonly Boundary<Name>[];
  /** Doubts, in plain words. */
  readonly notes: readonly string[];
  /** Of the data, then of the figures: noticed by `readModel` when edited. */
  readonly fingerprint: string;
  /** Of the parameters that have one. */
  readonly unit: "day" | "money" | "opportunity" | "period";
}

export type Fitted<Kind extends string, Name extends string> = {
  readonly kind: Kind;
  readonly params: Readonly<Record<Name, number>>;
} & FitReport<Name>;

/** The model at the maximum of its likelihood. @throws FitError when there is none. */
export function fitDeclared<Kind extends string, Name extends string>(
  declaration: Declaration<Kind, Name>,
  rows: Rows,
  options: FitOptions<Name> = {},
): Fitted<Kind, Name> {
  const { kind, names, powers, unit } = declaration;
  const { penalty = 0, maxIterations = 500, tolerance = 1e-10, start } = options;
  checkNotNegative("penalty", penalty);
  checkCount("maxIterations", maxIterations, 1);
  checkInside("tolerance", tolerance);
  const [x, , T] = rows.columns as [Float64Array, Float64Array, Float64Array?];
  if (unit === "day" && x.every((repeats, i) => repeats === 0 && T![i] === 0))
    invalid("age", "above 0 for at least one customer: nobody was watched for any time", 0);
  const { scaledRows, scale } = measuredInItsMean(rows, declaration.scaled);
  const isSigned = names.map((name) => declaration.signed?.includes(name) ?? false);
  const outside = (value: number, i: number): number => (isSigned[i] ? value : Math.exp(value)) * scale ** powers[i]!;
  const inside = (value: number, i: number): number => (isSigned[i] ? value : Math.log(value / scale ** powers[i]!));

  const customers = rows.weights.reduce((sum, weight) => sum + weight, 0);
  const repeaters = rows.weights.reduce((sum, weight, i) => sum + (rows.columns[0]![i]! > 0 ? weight : 0), 0);
  const mean = (of: Rows, share: number): Differentiable =>
    perCustomer(declaration.likelihood(of), isSigned, penalty * share, customers * share);
  const starts = declaration.starts(scaledRows).map((point) => point.map((value, i) => (isSigned[i] ? value : Math.log(value))));
  if (start !== undefined) starts.unshift(checkedStart(start, names, isSigned).map(inside));
  const f = mean(scaledRows, 1);
  const limits = { maxIterations, gradientTolerance: tolerance };
  const { some, share } = everySo(scaledRows);
  const near = some === undefined ? undefined : maximum(mean(some, share), starts, customers * share, limits);
  const best = maximum(f, starts, customers, limits, near);
  if (best === undefined)
    throw new FitError(`${kind}: the log-likelihood is finite at no starting point; give another \`start\``, undefined);

  const values = best.point.map(outside);
  const params = { ...declaration.fixed, ...byName(names, values) };
  const degrees = Object.keys(params).length;
  const logLikelihood = declaration.likelihood(rows)(values, new Array<number>(names.length).fill(0));
  const { boundary, standardErrors, covariance, conditionNumber } = observedInformation(f, best, {
    names,
    customers,
    isSigned,
    factors: values.map((value, i) => (isSigned[i] ? scale ** powers[i]! : value)),
  });
  const gradientNorm = largest(best.gradient) * customers;
  const converged =
    best.converged || gradientNorm <= 1e-7 * Math.max(1, Math.abs(best.value)) || (boundary.length > 0 && gradientNorm < 1e-3);
  const fitted = sealed(
    {
      kind,
      schemaVersion: 1,
      params,
      logLikelihood,
      customers,
      distinct: rows.weights.length,
      repeaters,
      iterations: best.iterations,
      converged,
      gradientNorm,
      aic: 2 * degrees - 2 * logLikelihood,
      bic: degrees * Math.log(customers) - 2 * logLikelihood,
      standardErrors,
      ...(covariance === undefined ? {} : { covariance }),
      conditionNumber,
      boundary,
      notes: [
        ...(declaration.notes?.({ params, boundary, standardErrors, customers, repeaters }, rows) ?? []),
        ...(best.byValuesAlone ? [BY_VALUES_ALONE] : []),
      ],
      unit,
    },
    dataFingerprint(rows),
  );
  if (!converged)
    throw new FitError(
      noMaximum(
        kind,
        unit,
        names.filter((_, i) => Math.abs(best.point[i]!) > WALL),
        best.iterations,
      ),
      fitted,
    );
  return fitted;
}

const BY_VALUES_ALONE =
  "No step along the gradient led upwards: this maximum was found by the simplex method, without the gradient, and its standard errors mean little.";

/** ln L at given parameters, which must all be there. */
export function likelihoodOf<Name extends string>(
  { names, likelihood }: Pick<Declaration<string, Name>, "names" | "likelihood">,
  params: Readonly<Record<Name, number>>,
  rows: Rows,
): number {
  const values = names.map((name) =>
    Number.isFinite(params[name]) ? params[name] : invalid(`params.${name}`, "a finite number", params[name]),
  );
  return likelihood(rows)(values, new Array<number>(values.length).fill(0));
}

const CAUSES = {
  day: "purchases that take no time at all (repeats at age 0)",
  money: "mean spends that are all the same",
  opportunity: "customers who are all the same",
  period: "customers who are all the same",
};

function noMaximum(kind: string, unit: FitReport["unit"], runaways: readonly string[], iterations: number): string {
  if (runaways.length > 0) {
    return `${kind}: the likelihood grows without end with ${runaways.join(", ")}; usually ${CAUSES[unit]} are to blame`;
  }
  return `${kind}: no maximum after ${iterations} iterations; try a larger \`maxIterations\`, another \`start\` or a small \`penalty\``;
}

/** From so many distinct rows on, every `STRIDE`th of them is fitted first: few steps of the whole are left from there. */
const MANY = 32_768;
const STRIDE = 16;

/** A few of the rows, evenly over their order, and the share of the customers that they are. */
function everySo({ columns, weights }: Rows): { some?: Rows; share: number } {
  if (weights.length < MANY) return { share: 1 };
  const few = (values: Float64Array): Float64Array => values.filter((_, i) => i % STRIDE === STRIDE / 2);
  const some = { columns: columns.map(few), weights: few(weights) };
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  const share = sum(some.weights) / sum(weights);
  return share > 0 ? { some, share } : { share: 1 };
}

/** The scaled columns divided by the weighted mean of the last of them, a power of two so that nothing is rounded. */
function measuredInItsMean(rows: Rows, scaled: readonly number[]): { scaledRows: Rows; scale: number } {
  if (scaled.length === 0) return { scaledRows: rows, scale: 1 };
  const column = rows.columns[scaled.at(-1)!]!;
  const total = rows.weights.reduce((sum, weight) => sum + weight, 0);
  const mean = rows.weights.reduce((sum, weight, i) => sum + (weight / total) * column[i]!, 0);
  const scale = mean > 0 ? 2 ** Math.round(Math.log2(mean)) : 1;
  const columns = rows.columns.map((values, i) => (scaled.includes(i) ? values.map((value) => value / scale) : values));
  return { scaledRows: { ...rows, columns }, scale };
}

function checkedStart<Name extends string>(
  start: Readonly<Record<Name, number>>,
  names: readonly Name[],
  isSigned: readonly boolean[],
): number[] {
  return names.map((name, i) => {
    const value = start?.[name];
    if (!(Number.isFinite(value) && (isSigned[i] || value > 0)))
      invalid(`start.${name}`, isSigned[i] ? "a finite number" : "a finite number above 0", value);
    return value;
  });
}

export function byName<Name extends string, T>(names: readonly Name[], values: readonly T[]): Record<Name, T> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]])) as Record<Name, T>;
}
