/** What the tests of this folder read of the reference data. */
import { type Ledger, type Transaction, toLedger } from "../../src/index.js";
import { readShared } from "../shared-data.js";

/** Rows of a CSV file without quotes, by column name. */
export function csvRows(text: string): Record<string, string>[] {
  const [head, ...lines] = text.trim().split(/\r?\n/);
  const names = head!.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((name, i) => [name, cells[i]!]));
  });
}

export function cdnowSample(): Ledger {
  return toLedger(
    csvRows(readShared("data/cdnow_sample.csv")).map(
      ({ customer_id, date, amount }): Transaction => ({ customerId: customer_id!, date: date!, amount: Number(amount) }),
    ),
  );
}

/** Sales only: 4,338 customers. */
export function onlineRetail(): Ledger {
  const [, ...lines] = readShared("data/online_retail.csv.gz").trim().split(/\r?\n/);
  const rows = lines.flatMap((line): Transaction[] => {
    const [, , , quantity, date, price, customerId] = line.replace(/"(?:[^"]|"")*"/g, "").split(",");
    return customerId === "" ? [] : [{ customerId: customerId!, date: date!, amount: Number(quantity) * Number(price) }];
  });
  return toLedger(rows, { refunds: "ignore", zeroAmounts: "ignore" });
}
