import { describe, expect, test } from "vitest";
import {
  acsi,
  ahp,
  ahpGroup,
  answerFromName,
  cronbachAlpha,
  csi,
  deliveredValues,
  derivedImportance,
  disconfirmation,
  disconfirmationSummary,
  expectedLoyalty,
  fitIndexSystem,
  fitSatisfactionCurve,
  gapShape,
  gapSummary,
  InvalidInputError,
  importancePerformance,
  indexScore,
  indexScores,
  joinMeasures,
  judgementMatrix,
  kano,
  LIKERT_5,
  ladderRung,
  nps,
  npsDifference,
  reputationRates,
  SATISFACTION_7,
  scaleSummary,
  servqual,
  wheatMorrison,
} from "../../src/index.js";

const system = fitIndexSystem({ key: "loyalty", children: [{ key: "trust" }] }, [], { scale: LIKERT_5 });
const offer = { name: "ours", value: { product: 5, image: 2 }, cost: { money: 3 } };

/** Each takes one thing where a number is due; JavaScript would make a number of text, null and true. */
const NUMBERS: readonly [string, (x: never) => unknown][] = [
  ["a gap", (x) => gapSummary({ gaps: [10, x], sinceLast: 1 })],
  ["days since the last", (x) => gapSummary({ gaps: [10, 20], sinceLast: x })],
  ["a gap of Wheat-Morrison", (x) => wheatMorrison([[10, x, 30]])],
  ["a gap of a shape", (x) => gapShape([10, x, 30])],
  ["satisfaction under competition", (x) => expectedLoyalty(x, "intense")],
  ["satisfaction of a curve", (x) => fitSatisfactionCurve([{ satisfaction: x, loyal: true }])],
  ["confidence", (x) => nps([9, 3], { confidence: x })],
  ["confidence of a difference", (x) => npsDifference([9, 3], [9], { confidence: x })],
  ["the border of equal", (x) => disconfirmation({ expectation: 4, experience: 3 }, { scale: SATISFACTION_7, equalWithin: x })],
  ["the border of far", (x) => disconfirmation({ expectation: 4, experience: 3 }, { scale: SATISFACTION_7, farFrom: x })],
  ["a weight of a part", (x) => deliveredValues([offer], { by: "grades", weights: { product: x } })],
  [
    "a table of random indices",
    (x) =>
      ahp(
        [
          [1, 2],
          [1 / 2, 1],
        ],
        { randomIndex: x },
      ),
  ],
];

describe.each(NUMBERS)("%s", (_, call) => {
  test.each(["0.5", null, true, {}])("is no number: %j", (x) => {
    expect(() => call(x as never)).toThrow(InvalidInputError);
  });
});

/** Each takes a list of answers. */
const LISTS: readonly [string, (x: never) => unknown][] = [
  ["scaleSummary", (x) => scaleSummary(LIKERT_5, x)],
  ["nps", (x) => nps(x)],
  ["acsi", (x) => acsi(x)],
  ["csi", (x) => csi({ key: "csi", children: [{ key: "taste" }] }, x, { scale: LIKERT_5 })],
  ["kano", (x) => kano(x)],
  ["disconfirmationSummary", (x) => disconfirmationSummary(x, { scale: LIKERT_5 })],
  ["reputationRates", (x) => reputationRates(x)],
  ["servqual", (x) => servqual(x)],
  ["cronbachAlpha", (x) => cronbachAlpha(x)],
  ["importancePerformance", (x) => importancePerformance(x)],
  ["derivedImportance", (x) => derivedImportance(x, [1])],
  ["deliveredValues", (x) => deliveredValues(x)],
  ["indexScores", (x) => indexScores(system, x)],
  ["joinMeasures", (x) => joinMeasures(x)],
  ["fitIndexSystem", (x) => fitIndexSystem({ key: "loyalty", children: [{ key: "trust" }] }, x, { scale: LIKERT_5 })],
];

describe.each(LISTS)("%s", (_, call) => {
  test.each(["a list of what?", null, 5])("takes no %j for its list", (x) => {
    expect(() => call(x as never)).toThrow(InvalidInputError);
  });
});

/** Those whose list holds an object for each respondent. */
const RESPONDENTS = LISTS.filter(([name]) => !["scaleSummary", "nps", "derivedImportance"].includes(name));

describe.each(RESPONDENTS)("%s", (_, call) => {
  test.each(["5", null, 5])("takes no %j for a respondent, and names the row", (x) => {
    expect(() => call([x] as never)).toThrow(InvalidInputError);
    expect(() => call([x] as never)).toThrow(/^row 0: /);
  });
});

test.each<[string, () => unknown]>([
  ["one customer", () => indexScore(system, null as never)],
  ["indicators", () => ladderRung("client" as never)],
  ["a triangle of judgements", () => judgementMatrix(null as never)],
  ["a row of it", () => judgementMatrix([[2, 3], null] as never)],
  ["judges", () => ahpGroup(null as never)],
  ["a grade's name", () => answerFromName(LIKERT_5, 5 as never)],
  ["the parts of an offer", () => deliveredValues([{ name: "ours", value: null as never, cost: {} }])],
  ["an id that is no number", () => indexScores(system, [{ customerId: Number.NaN, trust: 3 }])],
])("%s of another kind", (_, call) => {
  expect(call).toThrow(InvalidInputError);
});
