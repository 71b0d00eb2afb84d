import { expect, test } from "vitest";
import {
  coxSurvival,
  fitCox,
  kaplanMeier,
  lifetimeQuantile,
  logRank,
  nelsonAalen,
  proportionalHazards,
  restrictedMean,
  type SurvivalInterval,
  type SurvivalSubject,
  survivalAt,
} from "../../src/index.js";
import { describeShared, readReference } from "../shared-data.js";

type Row = Readonly<Record<string, number>>;

interface Curve {
  readonly n: number;
  readonly events: number;
  readonly steps: readonly Readonly<Record<string, number | null>>[];
  readonly quantiles: Readonly<Record<string, readonly { probability_of_event: number; time: number; lower: number; upper: number }[]>>;
  readonly restricted_mean: { readonly up_to: number; readonly mean: number; readonly std_error: number };
}

interface RankTest {
  readonly chisq: number;
  readonly df: number;
  readonly p: number;
  readonly groups: readonly { group: string; n: number; observed: number; expected: number }[];
  readonly covariance_of_observed_minus_expected: readonly (readonly number[])[];
}

interface CoxFit {
  readonly n: number;
  readonly events: number;
  readonly coefficients: readonly (Row & { readonly term: unknown })[];
  readonly covariance: readonly (readonly number[])[];
  readonly loglik_null: number;
  readonly loglik: number;
  readonly likelihood_ratio_test: { readonly statistic: number; readonly p: number };
  readonly wald_test: { readonly statistic: number };
  readonly score_test: { readonly statistic: number };
  readonly concordance: { readonly c: number };
  readonly predicted_survival: {
    readonly covariates: readonly Row[];
    readonly times: readonly number[];
    readonly survival: readonly (readonly number[])[];
  };
  readonly schoenfeld_test_km_transform: readonly {
    readonly term: string;
    readonly chisq: number;
    readonly df: number;
    readonly p: number;
  }[];
  readonly cumulative_baseline_hazard_at_zero: readonly { readonly time: number; readonly hazard: number }[];
}

/** Both sides are sums of a few hundred terms in doubles. */
const close = (found: number | undefined, expected: number | null | undefined, tolerance = 1e-12): void => {
  if (expected === null || expected === undefined) expect(found).toBeUndefined();
  else expect(Math.abs(found! - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
};

function checkCurve(subjects: readonly SurvivalSubject[], reference: Curve): void {
  const hazards = nelsonAalen(subjects);
  for (const interval of ["log-log", "log", "plain"] as const satisfies SurvivalInterval[]) {
    const curve = kaplanMeier(subjects, { interval });
    const name = interval.replace("-", "");
    expect([curve.subjects, curve.events, curve.steps.length]).toEqual([reference.n, reference.events, reference.steps.length]);
    curve.steps.forEach((step, i) => {
      const row = reference.steps[i]!;
      expect([step.time, step.atRisk, step.events, step.censored]).toEqual([row.time, row.at_risk, row.events, row.censored]);
      close(step.survival, row.survival);
      close(step.standardError, row.std_error_of_survival);
      close(hazards.steps[i]!.hazard, row.cumulative_hazard_nelson_aalen);
      close(hazards.steps[i]!.standardError, row.std_error_of_cumulative_hazard);
      // At S = 1 the other two intervals are a point; R says NA for the logarithm alone.
      close(step.lower, row[`${name}_lower`]);
      close(step.upper, row[`${name}_upper`]);
    });
    for (const { probability_of_event, time, lower, upper } of reference.quantiles[name]!) {
      const found = lifetimeQuantile(curve, probability_of_event);
      expect(found).toEqual({ time: time ?? undefined, lower: lower ?? undefined, upper: upper ?? undefined });
    }
    const mean = restrictedMean(curve, { upTo: reference.restricted_mean.up_to });
    close(mean.mean, reference.restricted_mean.mean);
    close(mean.standardError, reference.restricted_mean.std_error);
  }
}

function checkLogRank(found: ReturnType<typeof logRank>, reference: RankTest): void {
  close(found.chiSquared, reference.chisq, 1e-11);
  expect(found.degreesOfFreedom).toBe(reference.df);
  close(found.pValue, reference.p);
  found.groups.forEach((group, i) => {
    const row = reference.groups[i]!;
    expect([group.group, group.subjects]).toEqual([row.group, row.n]);
    close(group.observed, row.observed);
    close(group.expected, row.expected);
  });
  for (const [i, row] of found.covariance.entries())
    for (const [j, value] of row.entries()) close(value, reference.covariance_of_observed_minus_expected[i]![j]);
}

function checkProportional(found: ReturnType<typeof proportionalHazards>, reference: CoxFit): void {
  const tests = [...found.covariates, { name: "GLOBAL", ...found.global }];
  expect(tests).toHaveLength(reference.schoenfeld_test_km_transform.length);
  reference.schoenfeld_test_km_transform.forEach(({ term, chisq, df, p }, i) => {
    expect([tests[i]!.name, tests[i]!.degreesOfFreedom]).toEqual([term, df]);
    // At R's coefficients, which are right to 1e-9.
    close(tests[i]!.statistic, chisq, 1e-7);
    close(tests[i]!.pValue, p, 1e-7);
  });
}

function checkCox(model: ReturnType<typeof fitCox>, reference: CoxFit): void {
  expect([model.subjects, model.events]).toEqual([reference.n, reference.events]);
  // R stops when ln L moves by less than 1e-9 of itself: its coefficients are right to about 1e-9 of a standard error.
  reference.coefficients.forEach((row, i) => {
    const found = model.coefficients[i]!;
    expect(found.name).toBe(row.term);
    close(found.coefficient, row.coef, 1e-8);
    close(found.hazardRatio, row.hazard_ratio, 1e-8);
    close(found.standardError, row.std_error, 1e-8);
    close(found.z, row.z, 1e-7);
    close(found.pValue, row.p, 1e-8);
    close(found.lower, row.hazard_ratio_lower, 1e-8);
    close(found.upper, row.hazard_ratio_upper, 1e-8);
  });
  for (const [i, row] of model.covariance.entries())
    for (const [j, value] of row.entries()) close(value, reference.covariance[i]![j], 1e-9);
  close(model.nullLogLikelihood, reference.loglik_null);
  close(model.logLikelihood, reference.loglik);
  close(model.likelihoodRatioTest.statistic, reference.likelihood_ratio_test.statistic, 1e-11);
  close(model.waldTest.statistic, reference.wald_test.statistic, 1e-7);
  close(model.scoreTest.statistic, reference.score_test.statistic, 1e-10);
  close(model.likelihoodRatioTest.pValue, reference.likelihood_ratio_test.p);
  close(model.concordance, reference.concordance.c);
  const { covariates, times, survival } = reference.predicted_survival;
  for (const [i, x] of covariates.entries())
    for (const [j, time] of times.entries()) close(coxSurvival(model, x, time), survival[i]![j], 1e-8);
  const zero = Object.fromEntries(model.coefficients.map(({ name }) => [name, 0]));
  for (const { time, hazard } of reference.cumulative_baseline_hazard_at_zero) {
    close(-Math.log(coxSurvival(model, zero, time)!), hazard, 1e-7);
  }
}

describeShared("remission of leukaemia, beside R survival", () => {
  const reference = readReference<{
    data: readonly { pair: number; group: string; weeks: number; relapse: 0 | 1; treated: number }[];
    kaplan_meier: Record<string, Curve>;
    kaplan_meier_all: Curve;
    restricted_mean_at_23: Record<string, { mean: number; std_error: number }>;
    logrank: RankTest;
    peto_prentice_rho_1: RankTest;
    logrank_stratified_by_pair: RankTest;
    cox_efron: CoxFit;
    cox_breslow: CoxFit;
  }>("survival/freireich.json");
  const rows = reference.data;
  const subjects = rows.map((row) => ({
    duration: row.weeks,
    event: row.relapse,
    group: row.group,
    stratum: row.pair,
    covariates: { treated: row.treated },
  }));

  test("Kaplan–Meier, Nelson–Aalen, quantiles and restricted means, by group and for all", () => {
    for (const group of ["control", "6-MP"])
      checkCurve(
        subjects.filter((row) => row.group === group),
        reference.kaplan_meier[group]!,
      );
    checkCurve(subjects, reference.kaplan_meier_all);
  });

  test("restricted means up to week 23", () => {
    for (const group of ["control", "6-MP"]) {
      const curve = kaplanMeier(subjects.filter((row) => row.group === group));
      const { mean, standardError } = restrictedMean(curve, { upTo: 23 });
      close(mean, reference.restricted_mean_at_23[group]!.mean);
      close(standardError, reference.restricted_mean_at_23[group]!.std_error);
    }
  });

  test("log-rank, Peto–Prentice, and log-rank stratified by pair", () => {
    const plain = subjects.map(({ stratum: _, ...row }) => row);
    checkLogRank(logRank(plain), reference.logrank);
    checkLogRank(logRank(plain, { rho: 1 }), reference.peto_prentice_rho_1);
    checkLogRank(logRank(subjects), reference.logrank_stratified_by_pair);
  });

  test("Cox by Efron and Breslow", () => {
    checkCox(fitCox(subjects), reference.cox_efron);
    checkCox(fitCox(subjects, { ties: "breslow" }), reference.cox_breslow);
    checkProportional(proportionalHazards(fitCox(subjects), subjects), reference.cox_efron);
    checkProportional(proportionalHazards(fitCox(subjects, { ties: "breslow" }), subjects), reference.cox_breslow);
  });
});

describeShared("the veterans' lung cancer trial, beside R survival", () => {
  const reference = readReference<{
    data: readonly { celltype: string; days: number; death: 0 | 1; karnofsky: number; age: number; test_drug: number }[];
    kaplan_meier_by_celltype: Record<string, Curve>;
    logrank_celltype: RankTest;
    peto_prentice_rho_1_celltype: RankTest;
    logrank_treatment_stratified_by_celltype: RankTest;
    cox_efron: CoxFit;
    cox_breslow: CoxFit;
  }>("survival/veteran.json");
  const rows = reference.data;
  const subjects = rows.map((row) => ({
    duration: row.days,
    event: row.death,
    group: row.celltype,
    covariates: { karnofsky: row.karnofsky, age: row.age, test_drug: row.test_drug },
  }));

  test("Kaplan–Meier by cell type", () => {
    for (const [group, curve] of Object.entries(reference.kaplan_meier_by_celltype)) {
      const own = subjects.filter((row) => row.group === group);
      checkCurve(own, curve);
      expect(survivalAt(kaplanMeier(own), 0)).toBe(1);
    }
  });

  test("log-rank of four groups, with rho = 1, and stratified", () => {
    checkLogRank(logRank(subjects), reference.logrank_celltype);
    checkLogRank(logRank(subjects, { rho: 1 }), reference.peto_prentice_rho_1_celltype);
    const stratified = subjects.map((row, i) => ({ ...row, group: rows[i]!.test_drug, stratum: row.group }));
    checkLogRank(logRank(stratified), reference.logrank_treatment_stratified_by_celltype);
  });

  test("Cox of three covariates by Efron and Breslow", () => {
    checkCox(fitCox(subjects), reference.cox_efron);
    checkCox(fitCox(subjects, { ties: "breslow" }), reference.cox_breslow);
    checkProportional(proportionalHazards(fitCox(subjects), subjects), reference.cox_efron);
    checkProportional(proportionalHazards(fitCox(subjects, { ties: "breslow" }), subjects), reference.cox_breslow);
  });
});
