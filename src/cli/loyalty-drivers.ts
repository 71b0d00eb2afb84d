/** What goes with buying again, measured up to a day and told by those after it. */
import { type Ledger, type LoyaltyDrivers, loyaltyDrivers } from "../index.js";
import type { Arguments } from "./args.js";
import { badFile, wrongUsage } from "./mistakes.js";
import { grouped, percent, plural, table } from "./table.js";

const DAY = 86_400_000;

/** A quarter, or a third of a shorter file. */
export function holdoutDays({ report }: Ledger, asOf: string, { holdoutDays: given }: Arguments): number {
  const span = (Date.parse(asOf) - Date.parse(report.firstDay!)) / DAY;
  const days = given ?? Math.max(1, Math.min(90, Math.floor(span / 3)));
  if (!(Number.isInteger(days) && days > 0)) wrongUsage(`--holdout-days is a whole number of days, not "${given}".`);
  if (given !== undefined && days > span)
    badFile(`A holdout of ${plural(days, "day")} leaves nothing to measure: the file begins on ${report.firstDay}.`);
  return days;
}

const MOST_DRIVERS = 8;

export function driversText(ledger: Ledger, asOf: string, args: Arguments): string[] {
  const days = holdoutDays(ledger, asOf, args);
  const at = new Date(Date.parse(asOf) - days * DAY).toISOString().slice(0, 10);
  const found = loyaltyDrivers(ledger, { at, until: asOf });
  if (found.customers === 0) return [];
  const heading = `What goes with buying again: measured up to ${at}, told by the ${plural(days, "day")} after it`;
  const outcome = `${plural(found.boughtAgain, "customer")} of ${grouped(found.customers)} bought again, ${percent(found.boughtAgain / found.customers)}. Going along is not causing.`;
  if (found.drivers.length === 0) return [`${heading}\n${outcome} No measure tells them apart.`];
  return [`${heading}\n\n${driverTable(found)}\n\n${outcome}`];
}

function driverTable({ drivers }: LoyaltyDrivers): string {
  const shown = drivers.slice(0, MOST_DRIVERS);
  return table([
    { title: "Measure", cells: shown.map(({ name }) => name.en) },
    { title: "Known of", cells: shown.map(({ customers }) => grouped(customers)), right: true },
    { title: "Median", cells: shown.map(({ median }) => grouped(median, 2)), right: true },
    { title: "Low: bought again", cells: shown.map(({ lowRate }) => percent(lowRate)), right: true },
    { title: "High: bought again", cells: shown.map(({ highRate }) => percent(highRate)), right: true },
    { title: "Rank corr.", cells: shown.map(({ correlation }) => grouped(correlation, 2)), right: true },
  ]);
}
