/**
 * Scores made into probabilities that can be multiplied with money: of customers given 0.3, three in ten leave.
 *
 * - [1] Platt, J. C. (1999), Lin, H.-T. et al. (2007), as in `math/platt.ts`: a sigmoid, for few rows.
 * - [2] Zadrozny, B. & Elkan, C. (2002). Transforming classifier scores into accurate multiclass probability estimates. KDD, 694–699:
 *   isotonic regression, for a thousand rows or more.
 * - [3] Niculescu-Mizil, A. & Caruana, R. (2005). Predicting good probabilities with supervised learning. ICML, 625–632: which of them
 *   when, and never on the rows the model was trained on.
 */
import { FitError, invalid } from "../errors.js";
import { isotonic, isotonicAt } from "../math/isotonic.js";
import { platt } from "../math/platt.js";
import { crossFitted } from "./evaluate.js";
import { type Learner, labelsOf } from "./fitted.js";
import type { FoldOptions } from "./folds.js";
import { type ChurnModel, churnProbabilities, churnProbability } from "./model.js";
import type { ChurnExamples, Point, PointColumns, UnknownCategory } from "./points.js";
import { type ChurnedLabels, scored, type WeightOptions } from "./scored.js";

export interface CalibrationFitOptions extends WeightOptions {
  /** `"platt"` (default): p = 1 / (1 + e^(a s + b)); `"isotonic"`: a rising curve of any shape, from about 1,000 rows on [3]. */
  readonly method?: "platt" | "isotonic";
  /**
   * What Platt's sigmoid takes as s: `"log-odds"` of given probabilities, 0 and 1 counting as 1e-6 and 1 − 1e-6 (default), or the
   * `"score"` as it is, any number. Isotonic takes any score as it is.
   */
  readonly on?: "log-odds" | "score";
}

/** Plain JSON. */
export type ScoreCalibration = {
  readonly kind: "score-calibration";
  readonly schemaVersion: 1;
} & (
  | { readonly method: "platt"; readonly on: "log-odds" | "score"; readonly a: number; readonly b: number }
  | { readonly method: "isotonic"; readonly x: readonly number[]; readonly y: readonly number[] }
);

/**
 * Learns how scores map to probabilities, from scores of customers that the model was not trained on.
 *
 * @throws InvalidInputError with row and field for scores and labels that cannot be, and for one class only (Platt).
 *
 * @example
 * const calibration = fitCalibration([0.1, 0.2, 0.4, 0.6, 0.7], [0, 1, 0, 1, 1], { method: "isotonic" });
 * calibrated(calibration, 0.3); // => 0.5
 * calibrated(calibration, 0.65); // => 1
 */
export function fitCalibration(scores: ArrayLike<number>, churned: ChurnedLabels, options: CalibrationFitOptions = {}): ScoreCalibration {
  const { method = "platt", on = "log-odds" } = options;
  if (method !== "platt" && method !== "isotonic") invalid("method", '"platt" or "isotonic"', method);
  if (on !== "log-odds" && on !== "score") invalid("on", '"log-odds" or "score"', on);
  const kind = method === "platt" && on === "log-odds" ? "probability" : "score";
  const { scores: checked, labels, weights } = scored(scores, churned, kind, options.weights);
  const counted = weights === undefined ? labels : labels.filter((_, row) => weights[row]! > 0);
  if (counted.length === 0) invalid("scores", "at least one with a weight above 0", counted.length);
  if (method === "isotonic") return { kind: "score-calibration", schemaVersion: 1, method, ...isotonic(checked, labels, weights) };
  if (counted.every((label) => label === counted[0])) invalid("churned", "true for some and false for others", counted[0] === 1);
  const found = platt(on === "log-odds" ? checked.map(logOdds) : checked, labels, weights);
  if (found === undefined) throw new FitError("score-calibration: Platt's sigmoid did not converge; try isotonic", undefined);
  return { kind: "score-calibration", schemaVersion: 1, method, on, ...found };
}

/**
 * The probability that belongs to a score.
 *
 * @throws InvalidInputError for a score that cannot be.
 *
 * @example
 * const calibration = { kind: "score-calibration", schemaVersion: 1, method: "platt", on: "log-odds", a: -0.5, b: 0.2 };
 * calibrated(calibration, 0.8); // => 0.6208
 */
export function calibrated(calibration: ScoreCalibration, score: number): number {
  if (!Number.isFinite(score)) invalid("score", "a finite number", score);
  assertCalibration(calibration);
  if (calibration.method === "isotonic") return isotonicAt(calibration, score);
  const { a, b, on } = calibration;
  if (on === "log-odds" && !(score >= 0 && score <= 1)) invalid("score", "a probability, 0 to 1", score);
  return 1 / (1 + Math.exp(a * (on === "log-odds" ? logOdds(score) : score) + b));
}

/** A model with the calibration of its out-of-fold scores. Plain JSON. */
export interface CalibratedChurn<Name extends string = string> {
  readonly kind: "churn-calibrated";
  readonly schemaVersion: 1;
  readonly model: ChurnModel<Name>;
  readonly calibration: ScoreCalibration;
}

export interface CalibratedReport {
  /** What the calibration was learned from, by example: each probability from a model that did not see the customer. */
  readonly outOfFold: readonly number[];
}

/**
 * Trains on all examples, and calibrates on probabilities that models trained without the customer's fold have given [3].
 *
 * @throws InvalidInputError for bad examples, folds and options, and what the learner throws.
 *
 * @example
 * const examples = Array.from({ length: 300 }, (_, i) => ({ customerId: i, point: { recency: i % 50 }, churned: (i * i) % 7 < (i % 50 > 25 ? 5 : 1) }));
 * const { model, calibration } = fitCalibratedChurn(examples, fitChurnForest);
 * const p = calibratedProbability({ kind: "churn-calibrated", schemaVersion: 1, model, calibration }, { recency: 40 });
 * p === calibrated(calibration, churnProbability(model, { recency: 40 })); // => true
 */
export function fitCalibratedChurn<Name extends string>(
  examples: ChurnExamples<Name>,
  learner: Learner<Name, ChurnModel<Name>>,
  options: Omit<CalibrationFitOptions, "on" | "weights"> & FoldOptions = {},
): CalibratedChurn<Name> & CalibratedReport {
  const { method, ...folds } = options;
  const outOfFold = Array.from(crossFitted(examples, learner, folds));
  const calibration = fitCalibration(outOfFold, labelsOf(examples), method === undefined ? {} : { method });
  return { kind: "churn-calibrated", schemaVersion: 1, model: learner(examples), calibration, outOfFold };
}

/**
 * The calibrated P(churned) of one customer.
 *
 * @throws InvalidInputError as `churnProbability`.
 *
 * @example
 * const stump = [{ cover: 10, value: 0.4, feature: 0, threshold: 30, left: 1, right: 2 }, { cover: 6, value: 0.1 }, { cover: 4, value: 0.85 }];
 * const model = forestFromNodes([stump], ["recency"]);
 * const calibration = fitCalibration([0.1, 0.1, 0.85, 0.85], [0, 0, 0, 1], { method: "isotonic" });
 * calibratedProbability({ kind: "churn-calibrated", schemaVersion: 1, model, calibration }, { recency: 45 }); // => 0.5
 */
export function calibratedProbability<Name extends string>(
  { model, calibration }: CalibratedChurn<Name>,
  point: Point<Name>,
  unknownCategory?: UnknownCategory,
): number {
  return calibrated(calibration, churnProbability(model, point, unknownCategory));
}

/**
 * The calibrated P(churned) of many customers, given as rows or as columns.
 *
 * @throws InvalidInputError as `churnProbabilities`.
 *
 * @example
 * const stump = [{ cover: 10, value: 0.4, feature: 0, threshold: 30, left: 1, right: 2 }, { cover: 6, value: 0.1 }, { cover: 4, value: 0.85 }];
 * const model = forestFromNodes([stump], ["recency"]);
 * const calibration = fitCalibration([0.1, 0.1, 0.85, 0.85], [0, 0, 0, 1], { method: "isotonic" });
 * calibratedProbabilities({ kind: "churn-calibrated", schemaVersion: 1, model, calibration }, { recency: [12, 45] }); // => [0, 0.5]
 */
export function calibratedProbabilities<Name extends string>(
  { model, calibration }: CalibratedChurn<Name>,
  points: readonly Point<Name>[] | PointColumns<Name>,
  unknownCategory?: UnknownCategory,
): Float64Array {
  return churnProbabilities(model, points, unknownCategory).map((p) => calibrated(calibration, p));
}

/** A file that was edited gives no NaN. */
function assertCalibration(calibration: ScoreCalibration): void {
  const { kind, schemaVersion, method } = calibration ?? invalid("calibration", "a score calibration", calibration);
  if (kind !== "score-calibration") invalid("calibration.kind", '"score-calibration"', kind);
  if (schemaVersion !== 1) invalid("calibration.schemaVersion", "1, what this version of regulars reads", schemaVersion);
  if (method === "isotonic") {
    const { x, y } = calibration as Extract<ScoreCalibration, { method: "isotonic" }>;
    if (!(Array.isArray(x) && Array.isArray(y) && x.length > 0 && x.length === y.length)) invalid("calibration.y", "as many as x", y);
  } else if (method === "platt") {
    const { a, b } = calibration as Extract<ScoreCalibration, { method: "platt" }>;
    if (!(Number.isFinite(a) && Number.isFinite(b))) invalid("calibration.a", "a finite number, as b", a);
  } else {
    invalid("calibration.method", '"platt" or "isotonic"', method);
  }
}

const SMALL = 1e-6;

function logOdds(p: number): number {
  const kept = Math.min(1 - SMALL, Math.max(SMALL, p));
  return Math.log(kept) - Math.log1p(-kept);
}
