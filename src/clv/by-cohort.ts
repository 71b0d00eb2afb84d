/**
 * One model for all, or one for each cohort? Compared by likelihood.
 *
 * - [1] Wilks, S. S. (1938). The large-sample distribution of the likelihood ratio. Annals of Mathematical Statistics 9(1): χ².
 * - [2] Akaike, H. (1974). A new look at the statistical model identification. IEEE Transactions on Automatic Control 19(6).
 */
import { FitError, invalid } from "../errors.js";
import { regularisedGammaQ } from "../math/incomplete-gamma.js";

/** What is read of a fitted model. */
export interface FittedModel {
  readonly params: object;
  readonly logLikelihood: number;
  readonly boundary: readonly unknown[];
}

export interface CohortFit<Model> {
  readonly cohort: string;
  readonly customers: number;
  /** Undefined where there is no maximum: too few customers, usually. */
  readonly model: Model | undefined;
}

export interface ByCohort<Model> {
  readonly pooled: Model;
  /** In the order of their first customers. */
  readonly cohorts: readonly CohortFit<Model>[];
  /** 2 (Σ ln L of the cohorts − ln L pooled); undefined when a cohort has no model, as all below. */
  readonly likelihoodRatio: number | undefined;
  /** How many parameters more. */
  readonly degrees: number;
  /** P(so large a ratio | all cohorts are alike) [1]; an approximation, rough where a parameter is on a boundary. */
  readonly pValue: number | undefined;
  /** AIC of one model minus AIC of the cohorts' [2]: above 0 speaks for cohorts. */
  readonly aicGain: number | undefined;
  readonly better: "pooled" | "by cohort";
  readonly notes: readonly string[];
}

/**
 * Fits all customers, then each cohort, and compares.
 *
 * @throws InvalidInputError for no customers or a single cohort, and whatever `fit` throws for all customers together.
 *
 * @example
 * const model = { kind: "bg-nbd", params: { r: 0.243, alpha: 30.898, a: 0.793, b: 2.426 } };
 * const customers = simulateHistories(model, { customers: 2000, days: [100, 400] });
 * const { better, cohorts: fits } = byCohort(customers, { fit: fitBgNbd, cohortOf: ({ age }) => (age > 250 ? "old" : "new") });
 * fits.length; // => 2
 * better; // => "pooled"
 */
export function byCohort<Customer, Model extends FittedModel>(
  customers: readonly Customer[],
  options: { readonly fit: (customers: readonly Customer[]) => Model; readonly cohortOf: (customer: Customer, index: number) => string },
): ByCohort<Model> {
  const { fit: learn, cohortOf } = options;
  const groups = new Map<string, Customer[]>();
  customers.forEach((customer, index) => {
    const cohort = String(cohortOf(customer, index));
    const group = groups.get(cohort);
    if (group === undefined) groups.set(cohort, [customer]);
    else group.push(customer);
  });
  if (groups.size < 2) invalid("cohortOf", "a function that tells at least two cohorts apart", groups.size);
  const pooled = learn(customers);
  const cohorts = [...groups].map(([cohort, group]) => ({ cohort, customers: group.length, model: fitted(learn, group) }));
  const models = cohorts.flatMap(({ model }) => (model === undefined ? [] : [model]));
  const parameters = Object.keys(pooled.params).length;
  const degrees = (cohorts.length - 1) * parameters;
  const isWhole = models.length === cohorts.length;
  const likelihoodRatio = isWhole
    ? Math.max(0, 2 * (models.reduce((sum, { logLikelihood }) => sum + logLikelihood, 0) - pooled.logLikelihood))
    : undefined;
  const aicGain = likelihoodRatio === undefined ? undefined : likelihoodRatio - 2 * degrees;
  return {
    pooled,
    cohorts,
    likelihoodRatio,
    degrees,
    pValue: likelihoodRatio === undefined ? undefined : regularisedGammaQ(degrees / 2, likelihoodRatio / 2),
    aicGain,
    better: aicGain !== undefined && aicGain > 0 ? "by cohort" : "pooled",
    notes: notesOn(cohorts),
  };
}

function fitted<Customer, Model>(learn: (customers: readonly Customer[]) => Model, customers: readonly Customer[]): Model | undefined {
  try {
    return learn(customers);
  } catch (error) {
    if (error instanceof FitError) return undefined;
    throw error;
  }
}

function notesOn(cohorts: readonly CohortFit<FittedModel>[]): string[] {
  const without = cohorts.filter(({ model }) => model === undefined).map(({ cohort }) => cohort);
  const bounded = cohorts.filter(({ model }) => model !== undefined && model.boundary.length > 0).map(({ cohort }) => cohort);
  return [
    ...(without.length > 0 ? [`No model for ${without.join(", ")}: too few customers or repeats. Join cohorts until all have one.`] : []),
    ...(bounded.length > 0
      ? [`A parameter is on its boundary in ${bounded.join(", ")}: the p-value is too large there, and the cohort says little on its own.`]
      : []),
  ];
}
