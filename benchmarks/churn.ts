// The random forest beside scikit-learn and ml-random-forest: training, scoring, memory and AUC at equal settings, one thread each.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RandomForestClassifier } from "ml-random-forest";
import { churnProbabilities, churnScores, fitChurnForest } from "../src/index.js";
import { random, randomNormal } from "../src/math/random.js";

const here = import.meta.dirname;
const out = join(here, "out");
mkdirSync(out, { recursive: true });
const own = join(here, "peers/.venv/bin/python");
const python = process.env.PYTHON ?? (existsSync(own) ? own : "python3");
const FEATURES = 12;
const TESTED = 20_000;
const MILLION = 1_000_000;
const ROUNDS = 3;

interface Data {
  readonly columns: Readonly<Record<string, Float64Array>>;
  readonly churned: Uint8Array;
}

interface Measured {
  /** Seconds of processor time: the machine may be doing other things. */
  readonly train: number;
  readonly score: number;
  /** Largest resident set of the process up to the end of training, in megabytes. */
  readonly memory: number;
  readonly auc: number;
}

/** Twelve normal features, of which four matter: one line, one interaction, one bend. */
function drawn(rows: number, seed: string): Data {
  const dice = random(seed);
  const columns = Object.fromEntries(
    Array.from({ length: FEATURES }, (_, f) => [`x${f}`, new Float64Array(rows).map(() => randomNormal(dice))]),
  ) as Record<string, Float64Array>;
  const { x0, x1, x2, x3 } = columns as Record<"x0" | "x1" | "x2" | "x3", Float64Array>;
  const churned = Uint8Array.from({ length: rows }, (_, i) => {
    const odds = x0[i]! + x1[i]! * x2[i]! + 0.5 * Math.abs(x3[i]!) - 0.4;
    return dice() < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
  });
  return { columns, churned };
}

function cpu<T>(work: () => T): { readonly seconds: number; readonly result: T } {
  globalThis.gc?.();
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}

/** In a process of its own, so that memory is of this size alone. */
function ours(rows: number): Measured {
  fitChurnForest(drawn(500, "warm-up"), { trees: 10 });
  const training = drawn(rows, "training");
  const test = drawn(TESTED, "test");
  const { seconds: train, result: forest } = cpu(() => fitChurnForest(training, { trees: 100, minLeaf: 5 }));
  const memory = process.resourceUsage().maxRSS / 1024;
  const { auc } = churnScores(churnProbabilities(forest, test.columns), test.churned);
  const million = drawn(MILLION, "million").columns;
  churnProbabilities(forest, test.columns);
  return { train, score: cpu(() => churnProbabilities(forest, million)).seconds, memory, auc: auc! };
}

/** As many trees as end in reasonable time, times what is missing to a hundred. */
function mlRandomForest(rows: number): Pick<Measured, "train"> & { readonly trees: number } {
  const { columns, churned } = drawn(rows, "training");
  const matrix = Array.from({ length: rows }, (_, i) => Object.values(columns).map((column) => column[i]!));
  const trees = rows <= 1000 ? 10 : 1;
  const forest = new RandomForestClassifier({
    nEstimators: trees,
    maxFeatures: 3,
    replacement: false,
    seed: 1,
    useSampleBagging: true,
    noOOB: true,
    treeOptions: { minNumSamples: 5, gainThreshold: 0 },
  });
  return { train: cpu(() => forest.train(matrix, Array.from(churned) as (0 | 1)[])).seconds * (100 / trees), trees };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

function child(mode: string, rows: number): Measured {
  const args = ["--expose-gc", "--import", "tsx", import.meta.filename, mode, String(rows)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Measured;
}

function scikitLearn(rows: number): Measured | undefined {
  try {
    const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
    const args = [join(here, "peers/churn.py"), out, String(rows)];
    return JSON.parse(execFileSync(python, args, { encoding: "utf8", env, stdio: ["ignore", "pipe", "ignore"] })) as Measured;
  } catch {
    return undefined;
  }
}

function save(data: Data, name: string): void {
  const length = data.churned.length;
  const rows = Float64Array.from({ length: length * FEATURES }, (_, i) => data.columns[`x${i % FEATURES}`]![Math.floor(i / FEATURES)]!);
  writeFileSync(join(out, `churn-x.${name}`), rows);
  writeFileSync(join(out, `churn-y.${name}`), data.churned);
}

const [mode, size] = process.argv.slice(2);
if (mode === "--ours") console.log(JSON.stringify(ours(Number(size))));
else if (mode === "--ml") console.log(JSON.stringify(mlRandomForest(Number(size))));
else {
  save(drawn(TESTED, "test"), "test");
  save(drawn(MILLION, "million"), "million");
  for (const rows of [1e3, 5e3, 1e4, 2e4, 1e5]) {
    save(drawn(rows, "training"), String(rows));
    const rounds = Array.from({ length: rows > 2e4 ? 1 : ROUNDS }, () => ({ mine: child("--ours", rows), theirs: scikitLearn(rows) }));
    const of = (key: keyof Measured, decimals = 2): string => {
      const mine = median(rounds.map((round) => round.mine[key]));
      const pairs = rounds.flatMap(({ mine: own, theirs }) => (theirs === undefined ? [] : [{ own: own[key], other: theirs[key] }]));
      if (pairs.length === 0) return mine.toFixed(decimals);
      const other = median(pairs.map((pair) => pair.other)).toFixed(decimals);
      return `${mine.toFixed(decimals)}, scikit-learn ${other}, ${median(pairs.map((pair) => pair.other / pair.own)).toFixed(2)} ×`;
    };
    console.log(`\n${rows.toLocaleString("en-US")} rows × ${FEATURES}, 100 trees, min leaf 5; medians of ${rounds.length} rounds in turn`);
    console.log(`  training, s           ${of("train")}`);
    console.log(`  scoring a million, s  ${of("score")}`);
    console.log(`  memory, MB            ${of("memory", 0)}`);
    console.log(`  AUC                   ${of("auc", 4)}`);
    if (rows > 5e3) continue;
    const { train, trees } = child("--ml", rows) as unknown as ReturnType<typeof mlRandomForest>;
    const times = train / median(rounds.map(({ mine }) => mine.train));
    console.log(`  ml-random-forest, s   ${train.toFixed(0)} by ${trees} of 100 trees, ${times.toFixed(0)} ×`);
  }
}
