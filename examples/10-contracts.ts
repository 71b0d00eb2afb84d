// With a contract leaving is seen: retention that rises although nobody changes, and what a subscriber is still worth.
import {
  chooseModel,
  discountedExpectedLifetime,
  discountedResidualLifetime,
  fitSbg,
  retentionRate,
  retentionValue,
  survival,
} from "regulars";

// How many of 1,000 subscribers were left after each yearly renewal; the first four years are known to the model.
const seen = [1000, 869, 743, 653, 593, 551, 517, 491];
const model = fitSbg({ survivors: seen.slice(0, 5) });
console.log(`alpha ${model.params.alpha.toFixed(3)}, beta ${model.params.beta.toFixed(3)}`);
for (const year of [1, 4, 5, 6, 7]) {
  const share = (100 * survival(model, year)).toFixed(1);
  console.log(
    `year ${year}: ${share} % left (seen ${(seen[year]! / 10).toFixed(1)}), ${(100 * retentionRate(model, year)).toFixed(1)} % renew`,
  );
}

const margin = 80;
const discount = { annualDiscountRate: 0.1 };
console.log("worth of a new subscriber:", (margin * discountedExpectedLifetime(model, discount)).toFixed(0));
console.log("before the first renewal: ", (margin * discountedResidualLifetime(model, 1, discount)).toFixed(0));
console.log("before the fifth:         ", (margin * discountedResidualLifetime(model, 5, discount)).toFixed(0));
const flat = retentionValue({ ...discount, margin, retention: seen[1]! / seen[0]!, firstMargin: "now" });
console.log("at the first year's retention for ever:", flat.value.toFixed(0));

const { model: best, notes } = chooseModel({ survivors: seen }, { contractual: true });
console.log(best.kind, notes[0]);

/* prints
alpha 1.281, beta 7.790
year 1: 85.9 % left (seen 86.9), 85.9 % renew
year 4: 59.2 % left (seen 59.3), 89.4 % renew
year 5: 53.4 % left (seen 55.1), 90.2 % renew
year 6: 48.6 % left (seen 51.7), 90.9 % renew
year 7: 44.4 % left (seen 49.1), 91.5 % renew
worth of a new subscriber: 437
before the first renewal:  393
before the fifth:          470
at the first year's retention for ever: 381
bdw bdw has the lowest AIC, 9.7 below sbg.
*/
