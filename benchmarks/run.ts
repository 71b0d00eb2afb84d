// The stages of RFM beside pandas and DuckDB, in turn on the same data. `npm run bench -- --large` adds ten million purchases.
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
  toLedger,
} from "../src/index.js";
import { LAST_DAY, type ShopColumns, shopColumns, shopRows } from "./data.js";

const ROUNDS = 5;
const here = import.meta.dirname;
const out = join(here, "out");
mkdirSync(out, { recursive: true });
const sizes = [1e4, 1e5, 1e6, ...(process.argv.includes("--large") ? [1e7] : [])];
const own = join(here, "peers/.venv/bin/python");
const python = process.env.PYTHON ?? (existsSync(own) ? own : "python3");

type Seconds = Record<string, number>;

function ours(columns: ShopColumns): Seconds {
  const seconds: Seconds = {};
  const time = <T>(stage: string, work: () => T): T => {
    globalThis.gc?.();
    const start = performance.now();
    const result = work();
    seconds[stage] = (performance.now() - start) / 1000;
    return result;
  };
  const ledger: Ledger = time("columns → ledger", () => ledgerFromColumns(columns, { dateUnit: "day" }));
  time("ledger → segments", () => {
    const table = rfm(ledger, { asOf: LAST_DAY });
    return segmentSummary(table, segmentsOf(rfmScores(rfmCuts(table), table)), RFM_GRID);
  });
  time("ledger → histories", () => purchaseHistories(ledger, { asOf: LAST_DAY }));
  if (columns.amount.length <= 1e6) {
    const rows = shopRows(columns);
    time("rows → ledger", () => toLedger(rows));
  }
  return seconds;
}

function peer(name: string, size: number): Seconds | undefined {
  try {
    const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
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

function median(runs: readonly Seconds[]): Seconds {
  const stages = Object.keys(runs[0] ?? {});
  return Object.fromEntries(
    stages.map((stage) => [stage, runs.map((run) => run[stage]!).sort((a, b) => a - b)[Math.floor(runs.length / 2)]!]),
  );
}

for (const size of sizes) {
  const columns = shopColumns(size);
  for (const [name, column] of Object.entries(columns)) writeFileSync(join(out, `${name}.${size}`), column as Uint8Array);
  const runs: Record<string, Seconds[]> = { regulars: [], pandas: [], duckdb: [] };
  for (let round = 0; round < ROUNDS; round++) {
    runs.regulars!.push(ours(columns));
    for (const name of ["pandas", "duckdb"]) {
      const seconds = peer(name, size);
      if (seconds) runs[name]!.push(seconds);
    }
  }
  const mine = median(runs.regulars!.slice(1));
  const theirs = Object.fromEntries(["pandas", "duckdb"].map((name) => [name, median(runs[name]!)]));
  console.log(`\n${size.toLocaleString("en-US")} purchases, medians of ${ROUNDS} rounds in turn`);
  for (const [stage, seconds] of Object.entries(mine)) {
    const ratios = Object.entries(theirs).flatMap(([name, peers]) =>
      peers[stage] === undefined ? [] : [`${name} takes ${(peers[stage]! / seconds).toFixed(1)} × as long`],
    );
    console.log(`  ${stage.padEnd(20)} ${((seconds / size) * 1e9).toFixed(0).padStart(6)} ns a purchase   ${ratios.join(", ") || "–"}`);
  }
}
