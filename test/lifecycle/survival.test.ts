import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  concordance,
  coxSurvival,
  fitCox,
  hazardRatio,
  kaplanMeier,
  lifetimeQuantile,
  logRank,
  medianLifetime,
  nelsonAalen,
  proportionalHazards,
  restrictedMean,
  type SurvivalSubject,
  survivalAt,
} from "../../src/index.js";
import { random, randomExponential } from "../../src/math/random.js";

/** Freireich et al. (1963), as in Cox (1972), table 1: weeks of remission, + for censored. */
const weeks = (text: string): SurvivalSubject[] =>
  text.split(" ").map((week) => ({ duration: Number.parseInt(week, 10), event: !week.endsWith("+") }));
const PLACEBO = weeks("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23");
const MP6 = weeks("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+");
const TRIAL = [
  ...PLACEBO.map((row) => ({ ...row, group: "placebo", covariates: { treated: 0 } })),
  ...MP6.map((row) => ({ ...row, group: "6-MP", covariates: { treated: 1 } })),
];

describe("remission of leukaemia (Freireich et al. 1963)", () => {
  test("Kaplan–Meier of 6-MP: the survival and Greenwood errors that R survival 3.5-3 prints", () => {
    const { steps } = kaplanMeier(MP6);
    const events = steps.filter((step) => step.events > 0);
    expect(events.map(({ time }) => time)).toEqual([6, 7, 10, 13, 16, 22, 23]);
    const survival = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482];
    const errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346];
    events.forEach((step, i) => {
      expect(step.survival).toBeCloseTo(survival[i]!, 4);
      expect(step.standardError).toBeCloseTo(errors[i]!, 4);
    });
    expect([events[0]!.lower, events[0]!.upper].map((bound) => bound!.toFixed(4))).toEqual(["0.6197", "0.9516"]);
  });

  test("medians 23 (13 to none) and 8 (4 to 11), restricted means 23.29 and 8.67", () => {
    expect(medianLifetime(kaplanMeier(MP6))).toEqual({ time: 23, lower: 13, upper: undefined });
    expect(medianLifetime(kaplanMeier(PLACEBO))).toEqual({ time: 8, lower: 4, upper: 11 });
    expect(restrictedMean(kaplanMeier(MP6)).mean).toBeCloseTo(23.2874, 4);
    expect(restrictedMean(kaplanMeier(PLACEBO)).mean).toBeCloseTo(8.6667, 4);
  });

  test("log-rank 16.79294, and Cox −1.572125 by Efron, −1.509191 by Breslow", () => {
    const { chiSquared, degreesOfFreedom, pValue, groups } = logRank(TRIAL);
    expect(chiSquared).toBeCloseTo(16.79294, 5);
    expect(degreesOfFreedom).toBe(1);
    expect(pValue).toBeCloseTo(4.168809e-5, 11);
    expect(groups.map(({ group, expected }) => [group, expected.toFixed(2)])).toEqual([
      ["6-MP", "19.25"],
      ["placebo", "10.75"],
    ]);
    const efron = fitCox(TRIAL);
    expect(efron.params.treated).toBeCloseTo(-1.572125, 6);
    expect(efron.coefficients[0]!.standardError).toBeCloseTo(0.412397, 6);
    expect(efron.likelihoodRatioTest.statistic).toBeCloseTo(16.35169, 5);
    expect(efron.waldTest.statistic).toBeCloseTo(14.53262, 5);
    expect(efron.scoreTest.statistic).toBeCloseTo(17.24654, 5);
    expect(efron.concordance).toBeCloseTo(0.6900421, 7);
    expect(fitCox(TRIAL, { ties: "breslow" }).params.treated).toBeCloseTo(-1.509191, 6);
  });
});

const subjects = fc.array(
  fc.record({ duration: fc.integer({ min: 0, max: 30 }), event: fc.boolean(), weight: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, maxLength: 60 },
);
const once = (rows: readonly SurvivalSubject[]): SurvivalSubject[] => rows.map(({ duration, event }) => ({ duration, event }));

describe("laws of the curves", () => {
  test("survival never rises and stays within its bounds; the hazard never falls and −ln S is not below it", () => {
    fc.assert(
      fc.property(subjects, fc.constantFrom("log-log" as const, "log" as const, "plain" as const), (rows, interval) => {
        const { steps } = kaplanMeier(rows, { interval });
        const hazards = nelsonAalen(rows).steps;
        let before = 1;
        let hazard = 0;
        for (const [i, step] of steps.entries()) {
          expect(step.survival).toBeLessThanOrEqual(before);
          expect(step.survival).toBeGreaterThanOrEqual(0);
          expect(step.survival).toBeLessThanOrEqual((step.upper ?? 1) + 1e-15);
          expect(step.survival).toBeGreaterThanOrEqual((step.lower ?? 0) - 1e-15);
          expect(hazards[i]!.hazard).toBeGreaterThanOrEqual(hazard);
          expect(-Math.log(step.survival)).toBeGreaterThanOrEqual(hazards[i]!.hazard - 1e-12);
          before = step.survival;
          hazard = hazards[i]!.hazard;
        }
      }),
    );
  });

  test("the order of rows is irrelevant, and weights are repetition", () => {
    fc.assert(
      fc.property(subjects, (rows) => {
        const curve = kaplanMeier(rows);
        expect(kaplanMeier(rows.slice().reverse())).toEqual(curve);
        const repeated = rows.flatMap((row) => new Array<SurvivalSubject>(row.weight).fill({ duration: row.duration, event: row.event }));
        expect(kaplanMeier(repeated)).toEqual(curve);
        expect(nelsonAalen(repeated)).toEqual(nelsonAalen(rows));
      }),
    );
  });

  test("without censoring the curve is the share still there, and the restricted mean the mean", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 50 }), (durations) => {
        const curve = kaplanMeier(durations.map((duration) => ({ duration, event: true })));
        for (const { time, survival } of curve.steps)
          expect(survival).toBeCloseTo(durations.filter((duration) => duration > time).length / durations.length, 12);
        expect(restrictedMean(curve).mean).toBeCloseTo(durations.reduce((sum, value) => sum + value, 0) / durations.length, 10);
      }),
    );
  });

  test("events and censorings add up to the subjects", () => {
    fc.assert(
      fc.property(subjects, (rows) => {
        const { steps, subjects: n, events } = kaplanMeier(once(rows));
        expect(n).toBe(rows.length);
        expect(steps.reduce((sum, step) => sum + step.events, 0)).toBe(events);
        expect(steps.reduce((sum, step) => sum + step.events + step.censored, 0)).toBe(n);
      }),
    );
  });

  test("a curve that ends above 0 says nothing past its end; one that ends at 0 stays there", () => {
    const open = kaplanMeier([
      { duration: 4, event: true },
      { duration: 9, event: false },
    ]);
    expect([0, 3.9, 4, 9, 9.1].map((time) => survivalAt(open, time))).toEqual([1, 1, 0.5, 0.5, undefined]);
    expect(() => restrictedMean(open, { upTo: 10 })).toThrow("upTo");
    const closed = kaplanMeier([{ duration: 4, event: true }]);
    expect(survivalAt(closed, 100)).toBe(0);
    expect(restrictedMean(closed, { upTo: 10 }).mean).toBe(4);
    expect(lifetimeQuantile(open, 0.5).time).toBe(6.5);
    expect(lifetimeQuantile(open, 0.9).time).toBeUndefined();
  });
});

const grouped = fc.array(
  fc.record({
    duration: fc.integer({ min: 1, max: 15 }),
    event: fc.boolean(),
    group: fc.constantFrom("a", "b", "__proto__"),
    stratum: fc.constantFrom(1, 2),
  }),
  { minLength: 12, maxLength: 60 },
);

describe("laws of the log-rank test", () => {
  test("observed and expected have one sum; order and names of groups are irrelevant; one stratum is none", () => {
    fc.assert(
      fc.property(grouped, (rows) => {
        let found: ReturnType<typeof logRank>;
        try {
          found = logRank(rows);
        } catch {
          return;
        }
        const total = (of: "observed" | "expected"): number => found.groups.reduce((sum, group) => sum + group[of], 0);
        expect(total("observed")).toBeCloseTo(total("expected"), 9);
        expect(found.pValue).toBeGreaterThanOrEqual(0);
        expect(found.pValue).toBeLessThanOrEqual(1);
        const renamed = rows.map((row) => ({ ...row, group: row.group === "a" ? "z" : row.group })).reverse();
        expect(logRank(renamed).chiSquared).toBeCloseTo(found.chiSquared, 8);
        const alone = rows.map(({ stratum: _, ...row }) => row);
        const same = rows.map((row) => ({ ...row, stratum: "all" }));
        expect(logRank(same)).toEqual(logRank(alone));
      }),
    );
  });

  test("of two groups without ties it is the score test of Cox", () => {
    const draw = random(3);
    const rows = Array.from({ length: 80 }, (_, i) => ({
      duration: randomExponential(draw, i % 2 ? 1 : 1.6),
      event: draw() < 0.7,
      group: i % 2,
      covariates: { group: i % 2 },
    }));
    // Sums of 80 terms in another order.
    expect(fitCox(rows).scoreTest.statistic).toBeCloseTo(logRank(rows).chiSquared, 10);
  });
});

describe("Cox", () => {
  const draw = random(1);
  const simulated = Array.from({ length: 4000 }, () => {
    const covariates = { price: draw() * 4, member: draw() < 0.4 ? 1 : 0, noise: draw() };
    const time = randomExponential(draw, 0.01 * Math.exp(0.5 * covariates.price - 0.8 * covariates.member));
    const end = draw() * 200;
    return { duration: Math.ceil(Math.min(time, end)), event: time <= end, covariates };
  });
  const model = fitCox(simulated);

  test("finds what the simulation put in, within three standard errors", () => {
    for (const [name, truth] of Object.entries({ price: 0.5, member: -0.8, noise: 0 })) {
      const { coefficient, standardError } = model.coefficients.find((one) => one.name === name)!;
      expect(Math.abs(coefficient - truth)).toBeLessThan(3 * standardError);
    }
    expect(model.notes).toEqual([]);
  });

  test("shifting a covariate changes nothing, scaling it divides the coefficient", () => {
    const other = simulated.map((row) => ({ ...row, covariates: { ...row.covariates, price: 1e6 + 100 * row.covariates.price } }));
    const found = fitCox(other);
    // 1e6 + 400 leaves 1e-10 of a unit of precision in the covariate.
    expect(found.params.price! * 100).toBeCloseTo(model.params.price!, 8);
    expect(found.params.member).toBeCloseTo(model.params.member!, 8);
    expect(found.logLikelihood).toBeCloseTo(model.logLikelihood, 6);
    const x = { price: 1, member: 1, noise: 0.5 };
    expect(coxSurvival(found, { ...x, price: 1e6 + 100 }, 50)).toBeCloseTo(coxSurvival(model, x, 50)!, 8);
  });

  test("effects that stay the same pass, one that fades is found", () => {
    expect(proportionalHazards(model, simulated).global.pValue).toBeGreaterThan(0.01);
    const draws = random(5);
    const fading = Array.from({ length: 3000 }, (_, i) => {
      const early = randomExponential(draws, i % 2 ? 0.05 : 0.01);
      return { duration: early < 20 ? early : 20 + randomExponential(draws, 0.02), event: true, covariates: { campaign: i % 2 } };
    });
    expect(proportionalHazards(fitCox(fading), fading).covariates[0]!.pValue).toBeLessThan(1e-6);
  });

  test("every subject twice has the coefficients of once by Breslow, and half the covariance", () => {
    const rows = simulated.slice(0, 300);
    const one = fitCox(rows, { ties: "breslow" });
    const two = fitCox([...rows, ...rows], { ties: "breslow" });
    expect(two.params.price).toBeCloseTo(one.params.price!, 10);
    expect(two.covariance[0]![0]! * 2).toBeCloseTo(one.covariance[0]![0]!, 10);
  });

  test("order of rows is irrelevant, the model survives JSON, ratios multiply", () => {
    expect(fitCox(simulated.slice().reverse()).params.price).toBeCloseTo(model.params.price!, 10);
    const read = JSON.parse(JSON.stringify(model)) as typeof model;
    const x = { price: 2, member: 0, noise: 0 };
    expect(coxSurvival(read, x, 30)).toBe(coxSurvival(model, x, 30));
    expect(hazardRatio(model, x, { ...x, price: 1 })).toBeCloseTo(Math.exp(model.params.price!), 12);
    expect(hazardRatio(model, model.baseline.means)).toBe(1);
  });

  test("survival by Cox never rises in time, and falls with the hazard ratio", () => {
    let before = 1;
    for (let time = 0; time <= 150; time += 5) {
      const low = coxSurvival(model, { price: 0, member: 1, noise: 0 }, time)!;
      const high = coxSurvival(model, { price: 4, member: 0, noise: 0 }, time)!;
      expect(low).toBeLessThanOrEqual(before);
      expect(high).toBeLessThanOrEqual(low);
      before = low;
    }
  });

  test("a covariate that separates who meets the event is named, and everything stays finite", () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ duration: 1 + (i % 7), event: i % 2 === 0, covariates: { x: i % 2, y: i % 5 } }));
    const found = fitCox(rows);
    expect(found.boundary).toEqual(["x"]);
    expect(found.notes[0]).toContain("x separates");
    expect(JSON.stringify(found)).not.toContain(":null");
  });

  test("a covariate that puts all subjects in the order of their events is at the boundary, of few and of many", () => {
    for (const n of [3, 40, 200]) {
      const rows = Array.from({ length: n }, (_, i) => ({ duration: 1 + i, event: true, covariates: { x: Math.sqrt(n - i) } }));
      const found = fitCox(rows);
      expect(found.boundary).toEqual(["x"]);
      expect(found.concordance).toBe(1);
      expect(JSON.stringify(found)).not.toContain(":null");
    }
  });

  test("the unit of a covariate changes its coefficient alone; a ratio past all numbers is undefined", () => {
    const rows = simulated.slice(0, 300);
    const scaled = (unit: number) =>
      fitCox(rows.map((row) => ({ ...row, covariates: { price: row.covariates.price * unit } }))).coefficients[0]!;
    for (const unit of [1e-90, 1e-3, 1e6, 1e90]) {
      const { coefficient, standardError, z } = scaled(unit);
      // Rounding of the standardised values: a few ulps.
      expect((coefficient * unit) / scaled(1).coefficient).toBeCloseTo(1, 12);
      expect((standardError * unit) / scaled(1).standardError).toBeCloseTo(1, 12);
      expect(z / scaled(1).z).toBeCloseTo(1, 12);
    }
    expect(scaled(1e-90).hazardRatio).toBe(scaled(1).coefficient > 0 ? undefined : 0);
    expect(scaled(1e-90).upper).toBeUndefined();
  });

  test("concordance is that of counting all pairs", () => {
    fc.assert(
      fc.property(subjects, fc.infiniteStream(fc.integer({ min: 0, max: 4 })), (rows, stream) => {
        const scores = rows.map(() => stream.next().value as number);
        let [agree, pairs] = [0, 0];
        for (const [i, a] of rows.entries()) {
          for (const [j, b] of rows.entries()) {
            if (i === j || !a.event || !(a.duration < b.duration || (a.duration === b.duration && !b.event))) continue;
            pairs++;
            agree += scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0;
          }
        }
        expect(concordance(rows, scores)).toBe(pairs === 0 ? undefined : agree / pairs);
      }),
    );
  });
});

describe("weights that are no whole numbers", () => {
  test("leave nobody behind: a group that was gone before the first event takes no part", () => {
    const rest = [4, 5, 6, 7].map((duration, i) => ({ duration, event: true, group: "bc"[i % 2]! }));
    const gone = [0.1, 0.2, 0.3].map((weight, i) => ({ duration: i + 1, event: false, group: "a", weight }));
    const { groups, chiSquared, degreesOfFreedom } = logRank([...gone, ...rest]);
    expect(groups[0]).toMatchObject({ group: "a", observed: 0, expected: 0 });
    expect([chiSquared, degreesOfFreedom]).toEqual([logRank(rest).chiSquared, 1]);
  });

  test("tell no groups apart that all end at one time", () => {
    const rows = [0.1, 0.2, 0.7, 0.4].map((weight, i) => ({ duration: 3, event: true, group: "ab"[i % 2]!, weight }));
    expect(() => logRank(rows)).toThrow("two groups at risk");
  });
});

describe("wrong subjects", () => {
  const good = { duration: 1, event: true, group: "a", covariates: { x: 1 } };
  const other = { duration: 2, event: false, group: "b", covariates: { x: 2 } };
  test.each([
    ["no array", () => kaplanMeier("x" as never), "subjects must be an array"],
    ["nobody", () => kaplanMeier([]), "subjects must be at least one"],
    ["a duration below 0", () => kaplanMeier([good, { ...good, duration: -1 }]), "row 1: duration"],
    ["NaN", () => nelsonAalen([{ ...good, duration: Number.NaN }]), "row 0: duration"],
    ["no event", () => kaplanMeier([{ duration: 1 } as never]), "row 0: event"],
    ["a null row", () => kaplanMeier([null as never]), "row 0: duration"],
    ["weights past all numbers", () => logRank([good, { ...other, weight: 1e300 }]), "row 1: weight"],
    [
      "a rho past all numbers",
      () =>
        logRank(
          [3, 5, 7, 9].map((duration, i) => ({ duration, event: true, group: i % 2 })),
          { rho: -1e6 },
        ),
      "rho must be so near to 0",
    ],
    ["a weight of 0", () => kaplanMeier([{ ...good, weight: 0 }]), "row 0: weight"],
    ["a confidence in text", () => kaplanMeier([good], { confidence: "0.95" as never }), "confidence"],
    ["a confidence in text, of hazards", () => nelsonAalen([good], { confidence: "0.95" as never }), "confidence"],
    ["a confidence in text, of Cox", () => fitCox([good, other], { confidence: "0.95" as never }), "confidence"],
    ["confidence 95", () => kaplanMeier([good], { confidence: 95 }), "confidence"],
    ["an unknown interval", () => kaplanMeier([good], { interval: "toString" as never }), "interval"],
    ["a quantile of 1", () => lifetimeQuantile(kaplanMeier([good]), 1), "probability"],
    ["a quantile in text", () => lifetimeQuantile(kaplanMeier([good]), "0.5" as never), "probability"],
    ["a horizon in text", () => restrictedMean(kaplanMeier([good]), { upTo: "1" as never }), "upTo"],
    ["a horizon that never comes", () => restrictedMean(kaplanMeier([good]), { upTo: Number.POSITIVE_INFINITY }), "upTo"],
    ["a time in text", () => survivalAt(kaplanMeier([good]), "1" as never), "time"],
    ["no time", () => survivalAt(kaplanMeier([good]), null as never), "time"],
    ["no time for Cox", () => coxSurvival({ params: {}, baseline: { means: {}, times: [1], hazards: [1] } }, {}, null as never), "time"],
    ["a time below 0", () => survivalAt(kaplanMeier([good]), -1), "time"],
    ["one group", () => logRank([good, good]), "group must be of two values"],
    ["a group that is none", () => logRank([good, { ...other, group: {} as never }]), "row 1: group"],
    ["no event in two groups", () => logRank([{ ...good, event: false }, other]), "two groups at risk"],
    ["no covariates", () => fitCox([{ duration: 1, event: true, covariates: {} }]), "row 0: covariates"],
    ["another covariate", () => fitCox([good, { ...other, covariates: { y: 1 } }]), "row 1: covariates.x"],
    ["one more covariate", () => fitCox([good, { ...other, covariates: { x: 1, y: 1 } }]), "row 1: covariates"],
    ["a covariate that is no number", () => fitCox([good, { ...other, covariates: { x: "1" as never } }]), "row 1: covariates.x"],
    ["a constant covariate", () => fitCox([good, { ...other, covariates: { x: 1 } }]), "covariates.x must be of different values"],
    [
      "covariates that all those at risk share",
      () =>
        fitCox([
          { ...good, event: false },
          { ...other, event: true },
        ]),
      "covariates must be such that at the events those at risk differ",
    ],
    [
      "a covariate past all scales",
      () => fitCox([good, { ...other, covariates: { x: 1e160 } }]),
      "covariates.x must be of values that differ",
    ],
    ["a weight for Cox", () => fitCox([good, { ...other, weight: 2 }]), "row 1: weight"],
    ["no event for Cox", () => fitCox([{ ...good, event: false }, other]), "event must be true of one"],
    ["ties that are none", () => fitCox([good, other], { ties: "exact" as never }), "ties"],
    [
      "another model's subjects",
      () => proportionalHazards({ params: { y: 1 }, ties: "efron" }, [good, other]),
      "covariates must be those of the model: y",
    ],
    ["scores too few", () => concordance([good, other], [1]), "scores"],
    ["scores that are none", () => concordance([good], [Number.NaN]), "row 0: scores"],
  ])("%s", (_, call, message) => expect(call).toThrow(message));

  test("covariates that are sums of others", () => {
    const rows = [1, 2, 3, 4, 5, 6].map((i) => ({
      duration: i,
      event: true,
      covariates: { a: i % 3, b: (i * i) % 5, c: (i % 3) + ((i * i) % 5) },
    }));
    expect(() => fitCox(rows)).toThrow("sum of others");
  });

  test("all that is wrong is counted, the first ten are told", () => {
    expect(() => kaplanMeier(Array.from({ length: 25 }, () => ({ duration: -1, event: true })))).toThrow("and 15 more");
  });
});
