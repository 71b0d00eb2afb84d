/** How often intervals of small segments hold what came, by simulation. */
import { drawPurchases } from "../../src/clv/model.js";
import { spendDrawer } from "../../src/clv/spend.js";
import { FitError, fitGammaGamma, fitMbgNbd, type GammaGamma, totalInterval } from "../../src/index.js";
import { fork, random } from "../../src/math/random.js";

const truth = { kind: "mbg-nbd", params: { r: 0.8, alpha: 60, a: 0.8, b: 2.5 } } as const;
const spend: GammaGamma = { kind: "gamma-gamma", params: { p: 3, q: 4, v: 60 } };
const DAYS = 360;
const AHEAD = 180;

export interface SegmentHits {
  tried: number;
  /** Of purchases, of money. */
  counts: number;
  money: number;
}

/** Segments that are drawn without a look at what came: of one-time buyers alone, and of anybody. One of each size and kind for each file. */
export function segmentCoverage(files: number, sizes: readonly number[], seed = 1): Map<string, SegmentHits> {
  const dice = random(seed);
  const hits = new Map<string, SegmentHits>();
  for (let file = 0; file < files; file++) {
    const stream = fork(dice);
    const customers = Array.from({ length: 400 }, () => {
      const age = DAYS - Math.floor(90 * stream());
      const times = drawPurchases<typeof truth>(truth, "newcomer", age + AHEAD, stream);
      const draw = spendDrawer(spend, stream);
      const money = times.map(draw);
      const repeats = times.filter((time) => time <= age).length;
      const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
      return {
        repeats,
        lastPurchaseAge: repeats === 0 ? 0 : times[repeats - 1]!,
        age,
        meanSpend: repeats === 0 ? undefined : sum(money.slice(0, repeats)) / repeats,
        laterPurchases: times.length - repeats,
        laterMoney: sum(money.slice(repeats)),
      };
    });
    try {
      const model = fitMbgNbd(customers);
      const paid = fitGammaGamma(customers);
      if (model.covariance === undefined || paid.covariance === undefined) continue;
      for (const [name, from] of [
        ["once", customers.filter(({ repeats }) => repeats === 0)],
        ["any", customers],
      ] as const) {
        for (const size of sizes) {
          const segment = from.slice(0, size);
          const row = hits.get(`${size} ${name}`) ?? { tried: 0, counts: 0, money: 0 };
          hits.set(`${size} ${name}`, row);
          const count = totalInterval(model, segment, AHEAD, { seed: file }).both;
          const money = totalInterval(model, segment, AHEAD, { spend: paid, seed: file }).both;
          const later = segment.reduce((total, { laterPurchases }) => total + laterPurchases, 0);
          const laterMoney = segment.reduce((total, one) => total + one.laterMoney, 0);
          row.tried++;
          if (count[0] <= later && later <= count[1]) row.counts++;
          if (money[0] <= laterMoney && laterMoney <= money[1]) row.money++;
        }
      }
    } catch (error) {
      if (!(error instanceof FitError)) throw error;
    }
  }
  return hits;
}
