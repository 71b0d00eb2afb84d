/**
 * From uncertain parameters to an uncertain forecast.
 *
 * - [1] Delta method: Casella, G. & Berger, R. L. (2002). Statistical Inference, 2nd ed., 5.5.4; here on the logarithm of the forecast.
 */
import { quantileSorted } from "../math/quantile.js";
import { type Interval, movedBy, normalReach, transformed, type Uncertain } from "./uncertainty.js";

/** [1]: the standard deviation of f at uncertain parameters, by central differences. */
export function deviation<Model extends Uncertain>(model: Model, f: (model: Model) => number): number {
  const { names, values, covariance } = transformed(model);
  const gradient = names.map((_, i) => {
    const at = (step: number): number =>
      f(
        movedBy(
          model,
          names,
          values,
          names.map((_, k) => (k === i ? step : 0)),
        ),
      );
    return (at(STEP) - at(-STEP)) / (2 * STEP);
  });
  const variance = covariance.reduce(
    (sum, row, i) => sum + row.reduce((inner, value, k) => inner + value * gradient[k]!, 0) * gradient[i]!,
    0,
  );
  return Math.sqrt(Math.max(0, variance));
}

/** The cube root of the rounding error of an expectation, about: the error of the difference is least there. */
const STEP = 1e-4;

/** With `level`, from a standard deviation. */
export function around(expected: number, sd: number, level: number): Interval {
  return logInterval(expected, sd, normalReach(level));
}

/** Symmetric in the logarithm, so never below 0. */
export function logInterval(expected: number, sd: number, reach: number): Interval {
  if (!(expected > 0)) return [0, 0];
  const factor = Math.exp((reach * sd) / expected);
  return [expected / factor, Math.min(Number.MAX_VALUE, expected * factor)];
}

/** Quantiles of draws. */
export function spread(values: readonly number[], share: number): Interval {
  const sorted = Float64Array.from(values).sort();
  return [quantileSorted(sorted, share), quantileSorted(sorted, 1 - share)];
}
