// Behaviour of every customer in one pass, beside the pass of RFM over the same ledger. Run: npx tsx --expose-gc benchmarks/loyalty.ts
import { baseBehaviour, behaviour, type Ledger, ledgerFromColumns, rfm } from "../src/index.js";
import { LAST_DAY, shopColumns } from "./data.js";

const ROUNDS = 5;
const held: unknown[] = [];

/** Seconds of one run; the result is held while it is measured. */
function seconds(work: () => unknown): number {
  globalThis.gc?.();
  const start = performance.now();
  held[0] = work();
  return (performance.now() - start) / 1000;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The shop of the other benchmarks, with a product, a category and a discount on each line where asked for. */
function ledgerOf(rows: number, optional: boolean): Ledger {
  const columns = shopColumns(rows);
  if (!optional) return ledgerFromColumns(columns, { dateUnit: "day" });
  const codes = Int32Array.from(columns.customerId, (id, i) => (id * 31 + i) % 500);
  const values = Array.from({ length: 500 }, (_, i) => `p${i}`);
  return ledgerFromColumns(
    {
      ...columns,
      productId: { codes, values },
      category: { codes: codes.map((code) => code % 12), values: values.slice(0, 12) },
      discount: Float64Array.from(columns.amount, (_, i) => (i % 4 === 0 ? 1 : 0)),
    },
    { dateUnit: "day" },
  );
}

for (const [rows, optional] of [
  [1e6, false],
  [1e6, true],
  [1e7, false],
] as const) {
  const ledger = ledgerOf(rows, optional);
  const asOf = LAST_DAY;
  const stages = {
    rfm: () => rfm(ledger, { asOf }),
    behaviour: () => behaviour(ledger, { asOf }),
    base: () => baseBehaviour(ledger, { asOf }),
  };
  const times = Array.from({ length: ROUNDS }, () =>
    Object.fromEntries(Object.entries(stages).map(([name, work]) => [name, seconds(work)])),
  );
  const customers = ledger.customerIds.length.toLocaleString("en-US");
  console.log(
    `${rows.toLocaleString("en-US")} purchases of ${customers} customers${optional ? ", with product, category and discount" : ""}`,
  );
  for (const name of Object.keys(stages)) {
    const own = median(times.map((round) => round[name]!));
    const ratio = median(times.map((round) => round[name]! / round.rfm!));
    console.log(
      `  ${name.padEnd(10)} ${own.toFixed(2)} s, ${(rows / own / 1e6).toFixed(1)} million rows a second, ${ratio.toFixed(1)} × rfm`,
    );
  }
}
