/** One cell of clv.ts in a process of its own. Usage: data FOLDER [CDNOW] | fit FOLDER SET MODEL | score FOLDER SET MODEL | at FOLDER SET MODEL PARAMS. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  expectedPurchases,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  logLikelihood,
  type PurchaseModel,
  probabilityAlive,
  type SpendModel,
  spendLogLikelihood,
} from "../src/index.js";
import { type Customer, readCustomers, writeCustomers } from "./clv-data.js";
import { type Fit, HORIZON, type Measured, SCORING, type Scoring } from "./clv-models.js";

/** Calls after the first: at most so many, and none once so many seconds have gone by. */
const MOST_CALLS = 5;
const ENOUGH_SECONDS = 3;

const FITTERS = { "bg-nbd": fitBgNbd, "pareto-nbd": fitParetoNbd, "mbg-nbd": fitMbgNbd, "gamma-gamma": fitGammaGamma } as const;

/** Peak resident bytes of this process alone: what getrusage gives may be the parent's. */
function peakBytes(): number {
  try {
    return 1024 * Number(readFileSync("/proc/self/status", "utf8").match(/VmHWM:\s*(\d+)/)![1]);
  } catch {
    return 1024 * process.resourceUsage().maxRSS;
  }
}

function measured<T>(work: () => T): { measured: Measured; result: T } {
  const loaded = peakBytes();
  let result!: T;
  const call = (): number => {
    const before = process.cpuUsage();
    result = work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  const cold = call();
  const peak = peakBytes();
  const warm: number[] = [];
  for (let spent = cold; warm.length < MOST_CALLS && spent < ENOUGH_SECONDS; spent += warm.at(-1)!) warm.push(call());
  return { measured: { cold, warm, peak, loaded }, result };
}

function fitAll(customers: readonly Customer[], model: Fit): Measured {
  const { measured: figures, result } = measured(() => FITTERS[model](customers));
  return { ...figures, params: { ...result.params } };
}

function scoreAll(customers: readonly Customer[], model: Scoring, file: string): Measured {
  const scores = new Float64Array(2 * customers.length);
  const { measured: figures } = measured(() => {
    const scoring = SCORING[model];
    for (let i = 0; i < customers.length; i++) {
      scores[i] = probabilityAlive(scoring, customers[i]!);
      scores[customers.length + i] = expectedPurchases(scoring, customers[i]!, HORIZON);
    }
  });
  writeFileSync(file, scores);
  return figures;
}

function likelihoodAt(customers: readonly Customer[], kind: Fit, params: unknown): number {
  return kind === "gamma-gamma"
    ? spendLogLikelihood({ kind, params } as SpendModel, customers)
    : logLikelihood({ kind, params } as PurchaseModel, customers);
}

const [task, folder, set, model, params] = process.argv.slice(2) as [string, string, string, string, string];
if (task === "data") {
  writeCustomers(folder, set || undefined);
} else {
  const customers = readCustomers(folder, set);
  const answer =
    task === "fit"
      ? fitAll(customers, model as Fit)
      : task === "score"
        ? scoreAll(customers, model as Scoring, join(folder, `ours.${model}.scores`))
        : likelihoodAt(customers, model as Fit, JSON.parse(params));
  console.log(JSON.stringify(answer));
}
