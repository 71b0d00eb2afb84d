/** A seeded shop for the benchmarks: the same purchases on every machine, as columns and as row objects. */
import type { Transaction } from "../src/index.js";
import { random } from "../src/math/random.js";
import { civilDay, isoDay } from "../src/transactions/day.js";

export interface ShopColumns {
  readonly customerId: Int32Array;
  /** Days since 1970-01-01, in the order of time, as a shop exports them. */
  readonly date: Int32Array;
  readonly amount: Float64Array;
}

const FIRST_DAY = civilDay(2023, 1, 1);
const DAYS = 3 * 365;
export const LAST_DAY = "2025-12-31";

/** `rows` purchases of a tenth as many customers, some far more active than others; amounts in cents, 3 % of them refunds. */
export function shopColumns(rows: number, seed = 1): ShopColumns {
  const draw = random(seed);
  const customers = Math.ceil(rows / 10);
  const customerId = new Int32Array(rows);
  const date = new Int32Array(rows);
  const amount = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    customerId[i] = 10_000 + Math.floor(customers * draw() ** 2);
    date[i] = FIRST_DAY + Math.floor((DAYS * i) / rows);
    const cents = Math.round(500 - 4000 * Math.log(1 - draw()));
    amount[i] = (draw() < 0.03 ? -cents : cents) / 100;
  }
  return { customerId, date, amount };
}

/** The same as parsed JSON would be: objects with an ISO date. */
export function shopRows({ customerId, date, amount }: ShopColumns): Transaction[] {
  const days = Array.from({ length: DAYS }, (_, i) => isoDay(FIRST_DAY + i));
  return Array.from(amount, (money, i) => ({ customerId: customerId[i]!, date: days[date[i]! - FIRST_DAY]!, amount: money }));
}
