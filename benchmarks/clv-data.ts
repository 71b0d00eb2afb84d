/** Customers for the benchmark of models, written for both sides: columns x, tₓ, T, z̄ of doubles one after another, z̄ NaN where x is 0. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PurchaseHistory, purchaseHistories, simulateHistories, simulatePurchases, type Transaction } from "../src/index.js";
import { SCORING, SPEND } from "./clv-models.js";

export type Customer = Pick<PurchaseHistory, "repeats" | "lastPurchaseAge" | "age" | "meanSpend">;

/** Ages of CDNOW's customers on the day to which the papers fit. */
const AGES = [189, 272] as const;
const LAST_DAY = "1997-09-30";
const COHORT = 23_570;

/** The cohort of CDNOW from its file (customer_id, date, amount), or as many simulated customers on whole days. */
function cohort(file: string | undefined): Customer[] {
  if (file === undefined) {
    const rows = simulatePurchases(SCORING["bg-nbd"], { customers: COHORT, days: AGES, spend: SPEND, from: "1997-01-01" });
    return purchaseHistories(
      rows.map((row) => ({ ...row, date: String(row.date).slice(0, 10), amount: Math.round(100 * Number(row.amount)) / 100 })),
      { asOf: LAST_DAY },
    );
  }
  const lines = readFileSync(file, "utf8").trimEnd().split(/\r?\n/).slice(1);
  const rows = lines.map((line): Transaction => {
    const [customerId, date, amount] = line.split(",") as [string, string, string];
    return { customerId, date, amount: Number(amount) };
  });
  return purchaseHistories(rows, { asOf: LAST_DAY });
}

/** Writes all data sets into a folder. */
export function writeCustomers(folder: string, cdnow: string | undefined): void {
  const one = cohort(cdnow);
  write(folder, "cohort", one);
  write(folder, "tenfold", new Array<Customer[]>(10).fill(one).flat());
  write(folder, "distinct", simulateHistories(SCORING["bg-nbd"], { customers: 10 * COHORT, days: AGES, spend: SPEND }));
  write(folder, "million", simulateHistories(SCORING["bg-nbd"], { customers: 1e6, days: AGES, seed: 2 }));
}

function write(folder: string, name: string, customers: readonly Customer[]): void {
  const n = customers.length;
  const columns = new Float64Array(4 * n);
  customers.forEach(({ repeats, lastPurchaseAge, age, meanSpend = Number.NaN }, i) => {
    columns[i] = repeats;
    columns[n + i] = lastPurchaseAge;
    columns[2 * n + i] = age;
    columns[3 * n + i] = meanSpend;
  });
  writeFileSync(join(folder, `${name}.customers`), columns);
}

export function readCustomers(folder: string, name: string): Customer[] {
  const bytes = readFileSync(join(folder, `${name}.customers`));
  const columns = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  const n = columns.length / 4;
  return Array.from({ length: n }, (_, i) => {
    const repeats = columns[i]!;
    const meanSpend = repeats > 0 ? columns[3 * n + i]! : undefined;
    return { repeats, lastPurchaseAge: columns[n + i]!, age: columns[2 * n + i]!, meanSpend };
  });
}
