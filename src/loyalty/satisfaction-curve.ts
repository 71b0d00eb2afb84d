/** What one more point of satisfaction buys: the curve of a shop's own customers, by logistic regression. */
import { FitError, InvalidInputError, type Issue, invalid } from "../errors.js";
import { logistic, logisticLine } from "../math/logistic-line.js";

/** One customer who was asked, and who stayed or not. */
export interface SatisfiedCustomer {
  /** In any unit that rises with satisfaction. */
  readonly satisfaction: number;
  /** Whether the customer stayed, or the share of something that stayed. */
  readonly loyal: boolean | number;
}

/** logit P(loyal) = intercept + slope × satisfaction; plain JSON. */
export interface SatisfactionCurve {
  readonly kind: "satisfaction-curve";
  readonly schemaVersion: 1;
  readonly params: { readonly intercept: number; readonly slope: number };
  /** Undefined on a boundary. */
  readonly standardErrors: { readonly intercept: number; readonly slope: number } | undefined;
  readonly logLikelihood: number;
  readonly customers: number;
  /** True where the likelihood grows without end towards an infinite parameter, and a large one stands for it. */
  readonly boundary: boolean;
  readonly notes: readonly string[];
}

/**
 * Fits the curve to a shop's own customers by maximum likelihood.
 *
 * @throws InvalidInputError for nobody, a satisfaction that is not finite and a `loyal` outside 0 … 1, with their row; FitError
 * when no maximum was reached.
 *
 * @example
 * const asked = [20, 40, 40, 60, 60, 80, 80, 100].map((satisfaction, i) => ({ satisfaction, loyal: [0, 0, 1, 0, 1, 0, 1, 1][i] }));
 * const curve = fitSatisfactionCurve(asked);
 * probabilityLoyal(curve, 60); // => 0.5
 * satisfactionGain(curve, 60); // => 0.0095
 */
export function fitSatisfactionCurve(customers: readonly SatisfiedCustomer[]): SatisfactionCurve {
  const { s, y } = checkedColumns(customers);
  const { intercept, slope, standardErrors, logLikelihood, boundary, converged } = logisticLine(s, y);
  const params = { intercept, slope };
  if (!converged) throw new FitError("the satisfaction curve has no maximum that could be reached", params);
  const notes = [
    ...(s.every((value) => value === s[0]) ? ["satisfaction is the same for everybody: nothing can be said about its effect"] : []),
    ...(boundary === "alike" ? [`${y[0] === 0 ? "nobody" : "everybody"} is loyal: the curve is flat; take a longer period`] : []),
    ...(boundary === "parted"
      ? ["one value of satisfaction parts the loyal from the others without exception: the slope has no upper bound; ask more customers"]
      : []),
  ];
  return {
    kind: "satisfaction-curve",
    schemaVersion: 1,
    params,
    standardErrors,
    logLikelihood,
    customers: s.length,
    boundary: boundary !== undefined,
    notes,
  };
}

/**
 * P(loyal) at a satisfaction, in the unit of the fit.
 *
 * @throws InvalidInputError for a satisfaction that is not finite.
 */
export function probabilityLoyal({ params: { intercept, slope } }: Pick<SatisfactionCurve, "params">, satisfaction: number): number {
  if (!Number.isFinite(satisfaction)) invalid("satisfaction", "a finite number", satisfaction);
  return logistic(intercept + slope * satisfaction);
}

/**
 * How much one more point of satisfaction buys: P(loyal) at `satisfaction + points` less that at `satisfaction`.
 *
 * @param points default 1
 * @throws InvalidInputError for numbers that are not finite.
 */
export function satisfactionGain(curve: Pick<SatisfactionCurve, "params">, satisfaction: number, points = 1): number {
  if (!Number.isFinite(points)) invalid("points", "a finite number", points);
  return probabilityLoyal(curve, satisfaction + points) - probabilityLoyal(curve, satisfaction);
}

function checkedColumns(customers: readonly SatisfiedCustomer[]): { s: number[]; y: number[] } {
  if (!Array.isArray(customers) || customers.length === 0) invalid("customers", "at least one customer who was asked", customers);
  const issues: Issue[] = [];
  const s: number[] = [];
  const y: number[] = [];
  for (const [row, customer] of customers.entries()) {
    const { satisfaction, loyal } = customer ?? {};
    if (!Number.isFinite(satisfaction)) issues.push({ row, field: "satisfaction", expected: "a finite number", received: satisfaction });
    else if (typeof loyal !== "boolean" && !(Number.isFinite(loyal) && loyal! >= 0 && loyal! <= 1))
      issues.push({ row, field: "loyal", expected: "true, false or a share from 0 to 1", received: loyal });
    s.push(satisfaction!);
    y.push(Number(loyal));
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return { s, y };
}
