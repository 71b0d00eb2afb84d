/** The whole door, row by row: the intake with every option, and the ledger at its end. */
import { closeLedger } from "./close.js";
import { type DayReader, dayReader } from "./day.js";
import { emptyLike, type LineColumn, type Lines, mapColumns } from "./grouping.js";
import { checkCurrencies, type Intake, openIntake } from "./intake.js";
import type { Columns, Ledger } from "./ledger.js";
import { openNumberCodes } from "./number-codes.js";
import { openOptional } from "./optional.js";
import type { Door } from "./options.js";
import { openTally } from "./tally.js";

export interface OpenDoor<Row> {
  readonly intake: Intake<Row>;
  readonly ledger: () => Ledger;
}

/** Opens the door for rows read by `columns`; more may come than are expected. */
export function openDoor<Row>(
  columns: Columns<Row>,
  door: Door,
  expectedRows = 1024,
  dates: DayReader = dayReader(door.timeZone),
): OpenDoor<Row> {
  const optional = openOptional();
  const tally = openTally(door);
  const byOrder = door.purchaseBy === "order";
  const rates = door.currencyRates && new Map(Object.entries(door.currencyRates));
  const all = byOrder && !columns.orderId ? { ...columns, orderId: () => undefined } : columns;
  const { customerId, date, amount, ...rest } = all;
  const names = Object.keys(rest);

  const demand = (name: string, value: unknown): string | undefined => {
    if (name === "orderId" && byOrder && value === "") return 'present when purchaseBy is "order"';
    if (name !== "currency" || !rates) return undefined;
    const known = value === "" ? 1 : rates.get(String(value));
    hooks.rate = known ?? 1;
    return known === undefined ? `one of currencyRates (${[...rates.keys()].join(", ")})` : undefined;
  };
  let size = 0;
  const hooks = {
    codes: openNumberCodes(),
    collect: door.onInvalid === "collect",
    demand: byOrder || rates ? demand : undefined,
    rate: 1,
    keeps(lines: Lines, line: number, values: readonly unknown[]) {
      if (!tally.keeps(lines[2][line]!)) return false;
      for (let i = 0; i < names.length; i++) if (values[i] !== "") optional.put(names[i]!, line, values[i], hooks.rate);
      size = line + 1;
      return true;
    },
    widen: (lines: Lines) => mapColumns(lines, doubled),
  };
  const intake = openIntake(all, dates, Math.max(16, expectedRows), hooks);
  const ledger = (): Ledger => {
    const { customerIds, lines } = intake.close();
    if (!rates) checkCurrencies(intake.currencies);
    const arrivals = { customerIds, lines: mapColumns(lines, (column) => (column.length === size ? column : column.slice(0, size))) };
    return closeLedger(arrivals, optional.close(size), door, tally, intake);
  };
  return { intake, ledger };
}

function doubled<T extends LineColumn>(column: T): T {
  const wider = emptyLike(column, column.length * 2);
  wider.set(column);
  return wider;
}
