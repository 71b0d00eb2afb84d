// Who comes back, quarter by quarter; how long customers stay; and whether the first basket tells.
import * as regulars from "regulars";

const { EXAMPLE_SHOP, kaplanMeier, medianLifetime, restrictedMean, simulateShop, survivalAt } = regulars;
const orders = simulateShop(EXAMPLE_SHOP, { customers: 1000, from: "2024-01-01", days: 731, seed: 1 });
const asOf = "2025-12-31";

const { triangle, ages } = regulars.cohorts(orders, { asOf, by: "quarter" });
for (const { cohort, size, retention } of triangle.slice(0, 3))
  console.log(cohort, size, retention.map((rate) => `${(rate * 100).toFixed(0)} %`).join(" "));
console.log(`all: ${ages[1]!.active} of ${ages[1]!.size} bought in the quarter after their first`);
const last = regulars.lifecyclePeriods(orders, { asOf, by: "quarter" }).periods.at(-1)!;
console.log(`${last.period}: ${last.resurrecting} came back, ${last.dormant} fell asleep, quick ratio ${last.quickRatio!.toFixed(2)}`);

const second = kaplanMeier(regulars.waitsForPurchase(orders, { asOf }));
console.log(`${((1 - survivalAt(second, 90)!) * 100).toFixed(0)} % buy again within 90 days`);
const { days: lapseDays } = regulars.lapseThreshold(orders, { asOf })!;
const lifetimes = regulars.customerLifetimes(orders, { asOf, lapseDays });
const curve = kaplanMeier(lifetimes);
const { mean } = restrictedMean(curve, { upTo: 365 });
console.log(`half have lapsed after ${medianLifetime(curve).time} days; of a first year they stay ${mean.toFixed(0)}`);

// What is known on the first day may tell. What is gathered over a life may not: who lives longer gathers more.
const first = new Map<string, number>();
for (const { customerId, amount } of orders) if (!first.has(`${customerId}`)) first.set(`${customerId}`, amount);
const subjects = lifetimes.map((one) => {
  const basket = first.get(one.customerId)!;
  return { ...one, group: basket < 30 ? "small" : "large", covariates: { tens: basket / 10 } };
});
console.log(`small or large first basket: log-rank p ${regulars.logRank(subjects).pValue.toFixed(2)}`);
const [tens] = regulars.fitCox(subjects).coefficients;
console.log(`ten more in it: hazard × ${tens!.hazardRatio!.toFixed(2)} (${tens!.lower!.toFixed(2)} to ${tens!.upper!.toFixed(2)})`);

/* prints
2024-Q1 123 100 % 29 % 32 % 29 % 17 % 15 % 15 % 24 %
2024-Q2 111 100 % 45 % 43 % 24 % 26 % 19 % 23 %
2024-Q3 96 100 % 34 % 29 % 24 % 22 % 26 %
all: 330 of 815 bought in the quarter after their first
2025-Q4: 102 came back, 116 fell asleep, quick ratio 2.47
50 % buy again within 90 days
half have lapsed after 165 days; of a first year they stay 211
small or large first basket: log-rank p 0.80
ten more in it: hazard × 1.02 (0.99 to 1.05)
*/
