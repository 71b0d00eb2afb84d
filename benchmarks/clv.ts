// Fits and scores beside lifetimes, in turn on the same data, every cell in a process of its own: CPU time and peak memory.
// npm run bench -- clv [--cdnow cdnow_master.csv] [--rounds 3]; the peer's Python in LIFETIMES_PYTHON or peers/.venv-lifetimes.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildSync } from "esbuild";
import { FITS, type Measured, SCORING, type Scoring } from "./clv-models.js";

const here = import.meta.dirname;
const out = join(here, "out");
const own = join(here, "peers/.venv-lifetimes/bin/python");
const python = process.env.LIFETIMES_PYTHON ?? (existsSync(own) ? own : undefined);
const { values: options } = parseArgs({
  options: { cdnow: { type: "string", default: "" }, rounds: { type: "string", default: "3" }, large: { type: "boolean" } },
  allowPositionals: true,
});
const rounds = Number(options.rounds);
/** Seconds from which a peer is run in one round only. */
const ONCE_FROM = 20;
const SETS = ["cohort", "tenfold", "distinct"];

mkdirSync(out, { recursive: true });
const script = join(out, "clv-ours.mjs");
buildSync({ entryPoints: [join(here, "clv-ours.ts")], outfile: script, bundle: true, platform: "node", format: "esm" });

const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
const run = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { encoding: "utf8", env: { ...process.env, ...oneThread }, stdio: ["ignore", "pipe", "ignore"] });
const ours = (task: string, ...rest: string[]): string => run(process.execPath, [script, task, out, ...rest]);

/** A peer's cell; with an error where its process does not live to print. */
function theirs(...args: string[]): Measured | undefined {
  if (python === undefined) return undefined;
  try {
    return JSON.parse(run(python, [join(here, "peers/clv.py"), args[0]!, out, ...args.slice(1)])) as Measured;
  } catch {
    return { cold: 0, warm: [], peak: 0, loaded: 0, error: "no answer" };
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** What a call takes once the engine has seen the code: of a peer too slow for a second call, its first. */
const warm = (measured: Measured): number => (measured.warm.length === 0 ? measured.cold : median(measured.warm));
const megabytes = (measured: Measured): string => (measured.peak / 2 ** 20).toFixed(0);
const seconds = (value: number): string => `${value.toPrecision(3)} s`.padStart(8);

interface Pair {
  readonly mine: Measured;
  readonly peer: Measured | undefined;
}

/** Rounds in turn, one where the peer is very slow, and a line with the medians of the ratios within a round. */
function inTurn(title: string, mine: () => Measured, peer: () => Measured | undefined): Pair {
  const pairs: Pair[] = [];
  while (pairs.length < rounds && !((pairs[0]?.peer?.cold ?? 0) > ONCE_FROM)) pairs.push({ mine: mine(), peer: peer() });
  const of = (figure: (measured: Measured) => number): number => median(pairs.map((pair) => figure(pair.mine)));
  const ratio = (figure: (measured: Measured) => number): string =>
    median(pairs.map((pair) => figure(pair.peer!) / figure(pair.mine))).toFixed(1);
  const last = pairs.at(-1)!;
  const mineText = `${seconds(of(({ cold }) => cold))} cold, ${seconds(of(warm))} warm, ${megabytes(last.mine)} MB`;
  if (last.peer === undefined) console.log(`  ${title.padEnd(34)} ${mineText}`);
  else if (last.peer.error !== undefined) console.log(`  ${title.padEnd(34)} ${mineText}; the peer fails: ${last.peer.error}`);
  else {
    const peerMedian = (figure: (measured: Measured) => number): string => seconds(median(pairs.map((pair) => figure(pair.peer!))));
    console.log(
      `  ${title.padEnd(34)} ${mineText}; peer ${peerMedian(({ cold }) => cold)}, ${peerMedian(warm)}, ${megabytes(last.peer)} MB:` +
        ` ${ratio(({ cold }) => cold)} × cold, ${ratio(warm)} × warm`,
    );
  }
  return last;
}

/** How far the peer's maximum lies below ours, by our likelihood, which both are given to. */
function below(set: string, model: string, { mine, peer }: Pair): void {
  if (peer?.params === undefined) return;
  const [high, low] = [mine, peer].map(({ params }) => Number(ours("at", set, model, JSON.stringify(params)))) as [number, number];
  const farthest = Math.max(...Object.entries(mine.params!).map(([name, value]) => Math.abs(peer.params![name]! / value - 1)));
  console.log(
    `  ${"".padEnd(34)} ln L ${high.toFixed(4)}, the peer's ${(high - low).toExponential(1)} below; its parameters within ${farthest.toExponential(0)}`,
  );
}

function scoresOf(side: string, model: string): Float64Array {
  const bytes = readFileSync(join(out, `${side}.${model}.scores`));
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
}

/** Customers for whom the peer's figure is not finite, and the largest relative difference of the others. */
function differences(model: Scoring): void {
  const [mine, peer] = [scoresOf("ours", model), scoresOf("lifetimes", model)];
  let broken = 0;
  let largest = 0;
  mine.forEach((value, i) => {
    if (!Number.isFinite(peer[i]!)) broken++;
    else if (value !== peer[i]) largest = Math.max(largest, Math.abs(peer[i]! - value) / Math.max(Math.abs(value), 1e-300));
  });
  console.log(`  ${"".padEnd(34)} figures of the peer that are not finite: ${broken}; the others within ${largest.toExponential(1)}`);
}

ours("data", options.cdnow);
console.log(`\nmodels beside lifetimes, ${rounds} rounds in turn, CPU seconds; cohort: ${options.cdnow === "" ? "simulated" : "CDNOW"}`);
if (python === undefined)
  console.log("  lifetimes is left out: LIFETIMES_PYTHON is not set and peers/.venv-lifetimes is not there (see README.md)");
for (const model of FITS) {
  for (const set of SETS) {
    const fit = (): Measured => JSON.parse(ours("fit", set, model)) as Measured;
    const pair = inTurn(`${model}, ${set}`, fit, () => theirs("fit", set, model));
    below(set, model, pair);
    if (set === "tenfold") inTurn(`${model}, ${set}, peer given weights`, fit, () => theirs("fit", set, model, "grouped"));
    if (model === "bg-nbd" && set === "cohort" && pair.peer !== undefined)
      console.log(`  (${pair.peer.versions}; Node ${process.version})`);
  }
}
for (const model of Object.keys(SCORING) as Scoring[]) {
  const params = JSON.stringify(SCORING[model].params);
  const pair = inTurn(
    `${model}, a million scored`,
    () => JSON.parse(ours("score", "million", model)) as Measured,
    () => theirs("score", "million", model, params),
  );
  if (pair.peer !== undefined && pair.peer.error === undefined) differences(model);
}
