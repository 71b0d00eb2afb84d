// Who is new, at home, drifting or gone; when each is due; and who shows signs of leaving.
import {
  customerCadences,
  EXAMPLE_SHOP,
  earlyWarnings,
  explainStage,
  lapseThreshold,
  lifecycleStages,
  simulateShop,
  stageTransitions,
} from "regulars";

const orders = simulateShop(EXAMPLE_SHOP, { customers: 1000, from: "2024-01-01", days: 731, seed: 1 });
const asOf = "2025-12-31";

const { days, gaps, cameBack, repeatCustomers } = lapseThreshold(orders, { asOf, quantile: 0.9 })!;
console.log(`lapsed after ${days} days: 90 % of ${gaps} gaps were no longer; ${cameBack} of ${repeatCustomers} came back later`);

const { customers, stages } = lifecycleStages(orders, { asOf });
for (const { name, customers: count, action } of stages)
  if (count > 0) console.log(`${name.en.padEnd(12)}${String(count).padStart(4)}  ${action}`);
const declining = customers.find(({ stage }) => stage === "declining")!;
const { customerId, stage: _, daysSinceLast: __, spend: ___, ...indicators } = declining;
console.log(`${customerId} is declining: ${explainStage(indicators).why}`);

const { states, counts } = stageTransitions(orders, { from: "2025-09-30", to: asOf });
const [dormant, wonBack] = [states.indexOf("dormant"), states.indexOf("won_back")];
console.log(`of ${counts[dormant]!.reduce((sum, count) => sum + count)} dormant in September, ${counts[dormant]![wonBack]} came back`);

const late = customerCadences(orders, { asOf }).filter(({ overdue, sinceLast }) => overdue > 0.95 && sinceLast <= days);
const [first] = late;
console.log(`${late.length} are late by their own rhythm: ${first!.customerId} was due on ${first!.expectedDay}`);

const warned = earlyWarnings(orders, { asOf, lapseDays: days });
console.log(
  `${warned.customers.length} of ${warned.compared} show a sign: ${warned.customers[0]!.warnings.map(({ evidence }) => evidence).join("; ")}`,
);

/* prints
lapsed after 146 days: 90 % of 2580 gaps were no longer; 222 of 672 came back later
First-time   127  Help with the first product and lead to the second order.
Developing   105  Show more of the range and offer membership.
Established  135  Serve well, reward, ask for referrals; no discount is needed.
Declining     37  Ask what is missing and remind them in time, before they are gone.
Dormant      167  Make a reason to come back, with an offer if they were worth it.
Lost         303  One last attempt at those who were worth much; leave out the rest.
Won back     126  Find out why they came back and treat the second start as a first one.
C0630 is declining: wait ÷ expected gap 3.039 (above 2)
of 183 dormant in September, 36 came back
47 are late by their own rhythm: C0688 was due on 2025-11-09
40 of 280 show a sign: days away: 128, expected 13.5; money a purchase: 16.4, before 28.5
*/
