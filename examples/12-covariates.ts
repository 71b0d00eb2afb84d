// What is known of a customer from the start – here, how they were won – and how much it moves buying and leaving.
import {
  expectedPurchasesOfNewcomer,
  fitParetoNbdCovariates,
  modelOfCustomer,
  parameterIntervals,
  probabilityAlive,
  simulateHistories,
} from "regulars";

// Won by a friend: they buy e^0.7, twice, as often, and leave no sooner.
const params = { r: 0.6, alpha: 60, s: 0.6, beta: 90 };
const shop = (friend: number, customers: number) =>
  simulateHistories(
    { kind: "pareto-nbd", params: { ...params, alpha: params.alpha * Math.exp(-0.7 * friend) } },
    { customers, days: [200, 500], seed: friend },
  ).map((history) => ({ ...history, covariates: { friend } }));
const customers = [...shop(0, 1200), ...shop(1, 400)];

const model = fitParetoNbdCovariates(customers);
const intervals = parameterIntervals(model);
for (const name of ["purchase.friend", "dropout.friend"]) {
  const range = intervals[name]!.map((bound) => bound.toFixed(2)).join(" to ");
  console.log(`${name} ${model.params[name]!.toFixed(2)}, ${range}`);
}
const { statistic, degreesOfFreedom, pValue } = model.likelihoodRatio;
console.log(
  `likelihood ratio ${statistic.toFixed(1)} on ${degreesOfFreedom} degrees of freedom, p ${pValue < 0.001 ? "< .001" : "not small"}`,
);

const customer = { repeats: 2, lastPurchaseAge: 100, age: 160 };
for (const friend of [0, 1]) {
  const own = modelOfCustomer(model, { covariates: { friend } });
  const year = expectedPurchasesOfNewcomer(own, 365).toFixed(1);
  const alive = probabilityAlive(own, customer).toFixed(2);
  console.log(`friend ${friend}: a newcomer buys ${year} times in a year; two repeats, silent for 60 days: alive ${alive}`);
}

/* prints
purchase.friend 0.65, 0.47 to 0.83
dropout.friend -0.25, -0.59 to 0.10
likelihood ratio 64.3 on 2 degrees of freedom, p < .001
friend 0: a newcomer buys 1.9 times in a year; two repeats, silent for 60 days: alive 0.75
friend 1: a newcomer buys 4.0 times in a year; two repeats, silent for 60 days: alive 0.76
*/
