/** What a fitted Cox model says of one subject. */
import { invalid } from "../errors.js";
import type { Cox } from "./cox.js";

type Covariates = Readonly<Record<string, number>>;

/**
 * How many times as likely the event is at any moment as for a subject of other covariates, by default the means of the fit.
 *
 * @throws InvalidInputError for a covariate of the model that is missing or not finite.
 *
 * @example
 * const model = { params: { discount: 0.7 }, baseline: { means: { discount: 0.5 }, times: [10, 30], hazards: [0.1, 0.4] } };
 * hazardRatio(model, { discount: 1 }, { discount: 0 }); // => 2.0138
 */
export function hazardRatio(model: Pick<Cox, "params" | "baseline">, covariates: Covariates, versus?: Covariates): number {
  return Math.exp(distance(model, covariates, versus ?? model.baseline.means));
}

/**
 * The share of subjects with such covariates that is still there after a time: exp(−H₀(t) · hazard ratio). After the last time of
 * the fit the hazard is not known, and the answer undefined.
 *
 * @throws InvalidInputError as `hazardRatio`, and for a time below 0.
 *
 * @example
 * const model = { params: { discount: 0.7 }, baseline: { means: { discount: 0.5 }, times: [10, 30], hazards: [0.1, 0.4] } };
 * coxSurvival(model, { discount: 1 }, 20); // => 0.8677
 * coxSurvival(model, { discount: 1 }, 31); // => undefined
 */
export function coxSurvival(model: Pick<Cox, "params" | "baseline">, covariates: Covariates, time: number): number | undefined {
  if (!(typeof time === "number" && time >= 0)) invalid("time", "a number, 0 or more", time);
  const { times, hazards, means } = model.baseline;
  if (time > times.at(-1)!) return undefined;
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 1 : Math.exp(-hazards[low - 1]! * Math.exp(distance(model, covariates, means)));
}

function distance({ params }: Pick<Cox, "params">, covariates: Covariates, from: Covariates): number {
  let sum = 0;
  for (const [name, beta] of Object.entries(params)) sum += beta * (numberAt(covariates, name) - numberAt(from, name));
  return sum;
}

function numberAt(covariates: Covariates, name: string): number {
  const value = typeof covariates === "object" && covariates && Object.hasOwn(covariates, name) ? covariates[name] : undefined;
  return Number.isFinite(value) ? value! : invalid(`covariates.${name}`, "a finite number", value);
}
