// k-means beside scikit-learn and ml-kmeans, from the same start, in turn: `npx tsx --expose-gc benchmarks/clusters.ts`.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kmeans } from "ml-kmeans";
import { chooseK, fitKMeans } from "../src/index.js";
import { random, randomNormal } from "../src/math/random.js";

const here = import.meta.dirname;
const out = join(here, "out");
mkdirSync(out, { recursive: true });
const own = join(here, "peers/.venv/bin/python");
const python = process.env.PYTHON ?? (existsSync(own) ? own : "python3");
const ROUNDS = 3;
/** Rounds of Lloyd's iteration that each side makes, whatever it thinks of its convergence. */
const ITERATIONS = 20;
const NAMES = ["recency", "frequency", "monetary"] as const;

/** Customers of three kinds that overlap, as logarithms of recency, frequency and money do. */
function customers(n: number): Record<(typeof NAMES)[number], Float64Array> {
  const draw = random(n);
  const columns = { recency: new Float64Array(n), frequency: new Float64Array(n), monetary: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    const kind = Math.floor(draw() * 3);
    columns.recency[i] = randomNormal(draw, 5 - kind, 1);
    columns.frequency[i] = randomNormal(draw, 1 + kind, 0.7);
    columns.monetary[i] = columns.frequency[i]! + randomNormal(draw, 3, 1);
  }
  return columns;
}

interface Run {
  /** Processor time, which other programs on the machine change less than the clock's. */
  readonly seconds: number;
  readonly inertia: number;
}

function timed(work: () => number): Run {
  globalThis.gc?.();
  const before = process.cpuUsage();
  const inertia = work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, inertia };
}

function sklearn(n: number, k: number, iterations: number, tolerance: number): Run | undefined {
  try {
    const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
    const args = [join(here, "peers/clusters.py"), out, String(n), String(k), String(iterations), String(tolerance)];
    return JSON.parse(execFileSync(python, args, { encoding: "utf8", env, stdio: ["ignore", "pipe", "ignore"] })) as Run;
  } catch {
    return undefined;
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(0)} ms`;

// First of all, since the peak of a process never falls: what a fit needs beside its columns.
{
  const columns = customers(1e6);
  fitKMeans(customers(3e4), { k: 3, transform: "none", restarts: 2 });
  const before = process.resourceUsage().maxRSS;
  fitKMeans(columns, { k: 5, transform: "none" });
  const more = (process.resourceUsage().maxRSS - before) * 1024;
  console.log(`a fit of 1,000,000 raises the peak of resident memory by ${(more / (24 * 1e6)).toFixed(2)} × the columns`);
}

for (const n of [1e4, 1e5, 1e6]) {
  const columns = customers(n);
  const rows = new Float64Array(3 * n);
  for (const [j, name] of NAMES.entries()) for (let i = 0; i < n; i++) rows[3 * i + j] = columns[name][i]!;
  writeFileSync(join(out, `clusters.${n}`), rows);
  for (const k of [5, 20]) {
    const start = Array.from({ length: k }, (_, i) => ({
      recency: columns.recency[i]!,
      frequency: columns.frequency[i]!,
      monetary: columns.monetary[i]!,
    }));
    const options = { k, start, transform: "none", scale: "none" } as const;
    fitKMeans(columns, { ...options, maxIterations: 3 });
    for (const [what, iterations, tolerance] of [
      [`${ITERATIONS} iterations`, ITERATIONS, 0],
      ["until the centroids rest (1e-4)", 300, 1e-4],
    ] as const) {
      const rounds = Array.from({ length: ROUNDS }, () => ({
        ours: timed(() => fitKMeans(columns, { ...options, maxIterations: iterations, tolerance }).inertia),
        theirs: sklearn(n, k, iterations, tolerance),
      }));
      const ours = median(rounds.map(({ ours: { seconds } }) => seconds));
      const ratios = rounds.flatMap(({ ours: mine, theirs }) => (theirs === undefined ? [] : [theirs.seconds / mine.seconds]));
      const peer = ratios.length === 0 ? "" : `scikit-learn takes ${median(ratios).toFixed(2)} × as long`;
      console.log(
        `${n} × 3, k = ${k}, ${what}: ${milliseconds(ours)}  ${peer}  inertia ${rounds[0]!.ours.inertia.toPrecision(8)}, ${rounds[0]!.theirs?.inertia.toPrecision(8) ?? "no scikit-learn found"}`,
      );
    }
    if (n <= 1e5) {
      const points = Array.from({ length: n }, (_, i) => [rows[3 * i]!, rows[3 * i + 1]!, rows[3 * i + 2]!]);
      const begun = points.slice(0, k).map((point) => point.slice());
      const theirs = timed(() => kmeans(points, k, { initialization: begun, maxIterations: ITERATIONS, tolerance: 0 }).iterations);
      const ours = timed(() => fitKMeans(columns, { ...options, maxIterations: ITERATIONS }).inertia);
      console.log(`  ml-kmeans takes ${(theirs.seconds / ours.seconds).toFixed(1)} × as long`);
    }
  }
}

const hundred = customers(1e5);
const choice = timed(() => chooseK(hundred, { transform: "none" }).k);
console.log(`chooseK 2 … 10 on 100,000: ${choice.seconds.toFixed(1)} s`);
const fit = timed(() => fitKMeans(customers(1e6), { k: 5, transform: "none" }).inertia);
console.log(`fitKMeans of 1,000,000, k = 5, ten restarts, until no point changes: ${fit.seconds.toFixed(1)} s`);
