/** How often intervals hold the truth, by simulation. */

import { drawPurchases } from "../../src/clv/model.js";
import { spendDrawer } from "../../src/clv/spend.js";
import { FitError, fitBgNbd, fitGammaGamma, fitNbd, type GammaGamma, parameterIntervals, totalInterval } from "../../src/index.js";
import { logGamma } from "../../src/math/log-gamma.js";
import { fork, random } from "../../src/math/random.js";

const models = {
  nbd: { truth: { kind: "nbd", params: { r: 0.6, alpha: 60 } }, learn: fitNbd },
  "bg-nbd": { truth: { kind: "bg-nbd", params: { r: 0.8, alpha: 40, a: 0.8, b: 2.4 } }, learn: fitBgNbd },
} as const;

/** Counts of hits in `repeats` simulated files, of the fits that ended inside. */
export function coverage(
  kind: keyof typeof models,
  { repeats, customers, days, spend, seed = 1 }: { repeats: number; customers: number; days: number; spend?: GammaGamma; seed?: number },
): { tried: number; hits: Record<string, number> } {
  const { truth, learn } = models[kind];
  const dice = random(seed);
  const hits: Record<string, number> = { total: 0, ...(spend && { money: 0 }) };
  let tried = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const stream = fork(dice);
    let later = 0;
    let laterMoney = 0;
    const histories = Array.from({ length: customers }, () => {
      const times = drawPurchases<typeof truth>(truth, "newcomer", 2 * days, stream);
      const before = times.filter((time) => time <= days);
      later += times.length - before.length;
      const draw = spend && spendDrawer(spend, stream);
      const meanSpend = draw && before.length > 0 ? before.reduce((sum) => sum + draw(), 0) / before.length : undefined;
      if (draw) for (let i = before.length; i < times.length; i++) laterMoney += draw();
      return { repeats: before.length, lastPurchaseAge: before.at(-1) ?? 0, age: days, meanSpend };
    });
    try {
      const model = learn(histories);
      if (model.covariance === undefined) continue;
      tried++;
      const intervals = Object.entries(parameterIntervals(model)) as [string, readonly [number, number]][];
      for (const [name, [low, high]] of intervals) {
        const value = (truth.params as Record<string, number>)[name]!;
        hits[name] = (hits[name] ?? 0) + (low <= value && value <= high ? 1 : 0);
      }
      const { both } = totalInterval(model, histories, days);
      if (both[0] <= later && later <= both[1]) hits.total!++;
      if (spend) {
        const money = totalInterval(model, histories, days, { spend: fitGammaGamma(histories) }).both;
        if (money[0] <= laterMoney && laterMoney <= money[1]) hits.money!++;
      }
    } catch (error) {
      if (!(error instanceof FitError)) throw error;
    }
  }
  return { tried, hits };
}

/** The exact central 99.9 % range of a Binomial(n, p). */
export function binomialBand(n: number, p: number): readonly [low: number, high: number] {
  const mass = (k: number): number =>
    Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p));
  let low = 0;
  let high = n;
  for (let sum = mass(low); sum < 0.0005; sum += mass(++low));
  for (let sum = mass(high); sum < 0.0005; sum += mass(--high));
  return [low, high];
}
