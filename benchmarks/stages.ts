// The stages of RFM beside pandas and DuckDB, in turn on the same data. `npm run bench -- stages --large` adds ten million purchases.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Ledger,
  ledgerFromColumns,
  purchaseHistories,
  RFM_GRID,
  rfm,
  rfmCuts,
  rfmScores,
  segmentSummary,
  segmentsOf,
  type Transaction,
  toLedger,
} from "../src/index.js";
import { LAST_DAY, type ShopColumns, shopColumns, shopRows } from "./data.js";

/** Purchases that pass through each stage before it is measured. */
const WARM_UP = 1e6;
const ROUNDS = 5;
const MOST_ROWS = 1e6;
const here = import.meta.dirname;
const out = join(here, "out");
mkdirSync(out, { recursive: true });
const sizes = [1e4, 1e5, 1e6, ...(process.argv.includes("--large") ? [1e7] : [])];
const own = join(here, "peers/.venv/bin/python");
const python = process.env.PYTHON ?? (existsSync(own) ? own : "python3");

type Seconds = Readonly<Record<string, number>>;

/** The latest result of each stage, held as a program holds its ledger: the engine keeps code for shapes that are alive. */
const held: Record<string, unknown> = {};

/** The median of a few runs, as the peers take it. */
function time<T>(seconds: Record<string, number>, stage: string, size: number, work: () => T): T {
  globalThis.gc?.();
  const runs = Array.from({ length: runsOf(size) }, () => {
    const start = performance.now();
    held[stage] = work();
    return (performance.now() - start) / 1000;
  });
  seconds[stage] = median(runs);
  return held[stage] as T;
}

/** More of what is short: 15 runs of 10,000 purchases, 9 of 100,000, 3 of more. */
const runsOf = (size: number): number => (size <= 1e4 ? 15 : size <= 1e5 ? 9 : 3);

function fromColumns(columns: ShopColumns): Seconds {
  const seconds: Record<string, number> = {};
  const size = columns.amount.length;
  const ledger = time(seconds, "columns → ledger", size, () => ledgerFromColumns(columns, { dateUnit: "day" }));
  time(seconds, "ledger → segments", size, () => {
    const table = rfm(ledger, { asOf: LAST_DAY });
    return segmentSummary(table, segmentsOf(rfmScores(rfmCuts(table), table)), RFM_GRID);
  });
  time(seconds, "ledger → histories", size, () => purchaseHistories(ledger, { asOf: LAST_DAY }));
  return seconds;
}

function fromRows(rows: readonly Transaction[]): Seconds {
  const seconds: Record<string, number> = {};
  time(seconds, "rows → ledger", rows.length, () => toLedger(rows));
  return seconds;
}

/** The seconds that a peer prints; undefined when it is not installed. */
function peer(name: string, size: number): Seconds | undefined {
  try {
    const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
    const text = execFileSync(python, [join(here, "peers/stages.py"), name, out, String(size)], {
      encoding: "utf8",
      env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return JSON.parse(text) as Seconds;
  } catch {
    return undefined;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Everything that the ledger holds: its typed arrays and its ids. */
function bytesOf(ledger: Ledger): number {
  const columns = [...Object.values(ledger), ...Object.values(ledger.lines)].filter((value) => ArrayBuffer.isView(value));
  // In V8 a short id takes a pointer, a header of 16 bytes and its letters.
  const ids = ledger.customerIds.reduce((sum, id) => sum + 24 + 8 * Math.ceil(id.length / 8), 0);
  return columns.reduce((sum, { byteLength }) => sum + byteLength, ids);
}

const perPurchase: Record<string, number[]> = {};

/** Rounds of our stages and of the peers' in turn, after a warm-up of ours. */
function compare(size: number, stages: () => Seconds, peers: Readonly<Record<string, string>>): void {
  for (let seen = 0; seen < WARM_UP; seen += size) stages();
  const rounds = Array.from({ length: ROUNDS }, () => ({
    mine: stages(),
    theirs: Object.fromEntries(Object.entries(peers).map(([name, script]) => [name, peer(script, size)])),
  }));
  for (const stage of Object.keys(rounds[0]!.mine)) {
    const nanoseconds = (median(rounds.map(({ mine }) => mine[stage]!)) / size) * 1e9;
    const ratios = Object.keys(peers).flatMap((name) => {
      const pairs = rounds.flatMap(({ mine, theirs }) => (theirs[name]?.[stage] === undefined ? [] : [theirs[name][stage] / mine[stage]!]));
      return pairs.length === 0 ? [] : [`${name} takes ${median(pairs).toFixed(1)} × as long`];
    });
    console.log(`  ${stage.padEnd(20)} ${nanoseconds.toFixed(0).padStart(6)} ns a purchase   ${ratios.join(", ")}`);
    perPurchase[stage] = [...(perPurchase[stage] ?? []), nanoseconds];
  }
}

for (const size of sizes) {
  const columns = shopColumns(size);
  for (const [name, column] of Object.entries(columns)) writeFileSync(join(out, `${name}.${size}`), column as Uint8Array);
  console.log(`\n${size.toLocaleString("en-US")} purchases, medians of ${ROUNDS} rounds in turn`);
  compare(size, () => fromColumns(columns), { pandas: "pandas", duckdb: "duckdb" });
  if (size <= MOST_ROWS) {
    const rows = shopRows(columns);
    compare(size, () => fromRows(rows), { pandas: "pandas-records" });
  }
  console.log(`  ${(bytesOf(ledgerFromColumns(columns, { dateUnit: "day" })) / size).toFixed(1)} bytes of ledger a purchase`);
}

console.log("\nten times the purchases take");
for (const [stage, values] of Object.entries(perPurchase)) {
  const steps = values.slice(1).map((value, i) => ((10 * value) / values[i]!).toFixed(1));
  console.log(`  ${stage.padEnd(20)} ${steps.join(", ")} times the time`);
}
