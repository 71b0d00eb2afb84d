/** The command as a function: arguments and streams in, exit code out. */
import { createRequire } from "node:module";
import { FitError, InvalidInputError, type Ledger, type Rfm, rfm } from "../index.js";
import { type Arguments, readArguments } from "./args.js";
import { churnReport } from "./churn.js";
import { clustersReport } from "./clusters.js";
import { clvReport } from "./clv.js";
import { fitReport, scoreReport } from "./clv-models.js";
import { cohortsReport } from "./cohorts.js";
import type { Role } from "./columns.js";
import { DEMO_SHOP, demoLedger, nextCommands } from "./demo.js";
import { HELP } from "./help.js";
import { lifecycleReport } from "./lifecycle.js";
import { loyaltyReport } from "./loyalty.js";
import { MEASURED, measured } from "./measures.js";
import { badFile, UserMistake } from "./mistakes.js";
import { writeRows } from "./output.js";
import { refuseOverwriting } from "./overwrite.js";
import { type PartOfLedger, partUpTo } from "./part.js";
import { progressOn } from "./progress.js";
import { type Orders, readOrders } from "./read-orders.js";
import { rejectedReport } from "./rejected.js";
import { rfmReport } from "./rfm.js";
import { notInTable, summaryReport } from "./summary.js";
import { pairs, plural } from "./table.js";
import { tiersReport } from "./tiers.js";

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Buffer>;
}

/** Runs `regulars` with the arguments after its name. 0: done. 1: the file is at fault. 2: the command is. */
export async function run(argv: readonly string[], streams: Streams): Promise<0 | 1 | 2> {
  try {
    const options = argv.slice(0, argv.includes("--") ? argv.indexOf("--") : argv.length);
    if (options.includes("--help") || options.includes("-h")) streams.stdout.write(HELP);
    else if (options.includes("--version")) streams.stdout.write(`${version()}\n`);
    else streams.stdout.write(`${(await report(readArguments(argv), streams)).join("\n\n")}\n`);
    return 0;
  } catch (error) {
    if (error instanceof InvalidInputError || error instanceof FitError) {
      streams.stderr.write(`regulars: ${error.message}\n`);
      return 1;
    }
    if (!(error instanceof UserMistake)) throw error;
    streams.stderr.write(`regulars: ${error.message}\n`);
    return error.exitCode;
  }
}

/** The paragraphs to print. */
async function report(args: Arguments, streams: Streams): Promise<string[]> {
  refuseOverwriting(args);
  const orders = args.file === undefined ? undefined : await read(args.file, args, streams);
  const ledger = orders?.ledger ?? demoLedger(args);
  const { lastDay } = ledger.report;
  // Periods and waits end with the file; everything else looks back on it from the day after.
  const toTheDay = args.command === "cohorts" || args.command === "lifecycle";
  const asOf = args.asOf ?? (toTheDay ? (lastDay ?? "1970-01-01") : dayAfter(lastDay ?? "1970-01-01"));
  const rows = rfm(ledger, { asOf });
  const leftOut = orders && rejectedReport(orders);
  if (rows.length === 0) noPurchase(ledger, asOf, leftOut);

  const asOfText =
    args.asOf === undefined ? `${asOf}, the ${toTheDay ? "last day" : "day after the last"} in the file (--as-of to change)` : asOf;
  const heading = [orders ? pairs([...orders.understood, ["As of", asOfText]]) : DEMO_SHOP];
  const part = partUpTo(ledger, asOf);
  const body = await analysis(args, ledger, rows, part, orders, streams);
  const lost = args.command === "summary" || args.command === "demo" ? [] : notInTable(part, rows);
  return [
    ...heading,
    ...body,
    ...(lost.length === 0 ? [] : [lost.join("\n")]),
    ...(leftOut === undefined ? [] : [leftOut]),
    ...(orders?.notes ?? []).map((note) => `Note: ${note}`),
    ...(args.out === undefined || ["fit", "loyalty", "cohorts"].includes(args.command)
      ? []
      : [`Written: ${args.out}, ${plural(rows.length, "customer")}`]),
    ...(args.modelOut === undefined ? [] : [`Model saved: ${args.modelOut}, plain JSON for churnProbability and explainChurn`]),
    ...(args.saveCuts === undefined ? [] : [`Cut points saved: ${args.saveCuts}. Next month: regulars rfm … --cuts ${args.saveCuts}`]),
    ...(args.saveModel === undefined
      ? []
      : [`Clusters saved: ${args.saveModel}. Next month: regulars clusters … --model ${args.saveModel}`]),
    ...(args.command === "demo" ? [nextCommands(args)] : []),
  ];
}

async function analysis(
  args: Arguments,
  ledger: Ledger,
  rows: readonly Rfm[],
  part: PartOfLedger,
  orders: Orders | undefined,
  { stdin }: Streams,
): Promise<string[]> {
  const longRows = orders?.rejected.longRows.length;
  switch (args.command) {
    case "rfm":
      return [await rfmReport(rows, args)];
    case "tiers":
      return [await tiersReport(ledger, rows, part.asOf, args)];
    case "clusters":
      return clustersReport(ledger, rows, part.asOf, args);
    case "clv":
      return clvReport(ledger, part.asOf, args);
    case "fit":
      return fitReport(ledger, part.asOf, args);
    case "score":
      return scoreReport(ledger, part.asOf, args);
    case "loyalty":
      return loyaltyReport(ledger, part.asOf, args, stdin);
    case "cohorts":
      return cohortsReport(ledger, part.asOf, args);
    case "lifecycle":
      return lifecycleReport(ledger, part.asOf, args);
    case "churn":
      return churnReport(ledger, part.asOf, args);
    case "summary":
      if (args.out !== undefined) await writeRows(args.out, MEASURED, rows.map(measured));
      return [summaryReport(ledger, rows, part, longRows)];
    case "demo":
      return [
        summaryReport(ledger, rows, part, longRows),
        `Segments by recency, frequency and money\n\n${await rfmReport(rows, args)}`,
        `Tiers by what customers bring\n\n${await tiersReport(ledger, rows, part.asOf, args)}`,
      ];
  }
}

async function read(file: string, args: Arguments, { stdin, stderr }: Streams): Promise<Orders> {
  const progress = progressOn(stderr, file);
  try {
    return await readOrders(file, stdin, { ...args, wanted: wantedColumns(args) }, progress.add);
  } finally {
    progress.clear();
  }
}

/** Optional columns cost time, so they are guessed only where they matter. */
function wantedColumns({ command, door, by, margin }: Arguments): Role[] {
  return [
    ...(command === "loyalty" || command === "lifecycle" || command === "churn" ? (["productId", "category", "discount"] as const) : []),
    ...(door.purchaseBy === "order" || door.duplicates === "drop" ? ["orderId" as const] : []),
    ...(door.duplicates === "drop" ? (["productId", "category", "channel", "quantity"] as const) : []),
    ...(by === "profit" && margin === undefined ? ["cost" as const] : []),
  ];
}

function noPurchase({ report: { rowsKept, rowsRead, firstDay, lastDay } }: Ledger, asOf: string, leftOut: string | undefined): never {
  const why =
    firstDay !== undefined && firstDay > asOf
      ? `Nobody had bought anything by ${asOf}: the file begins on ${firstDay}. Give a later --as-of.`
      : rowsKept === 0
        ? `None of the ${plural(rowsRead, "row")} could be used.`
        : lastDay !== undefined && lastDay > asOf
          ? `There is no purchase up to ${asOf}, only refunds; the file goes on to ${lastDay}. Give a later --as-of.`
          : "There is no purchase in the file: all amounts are refunds, or refunded on the same day. Is it the right column of amounts?";
  return badFile([why, ...(leftOut === undefined ? [] : [leftOut])].join("\n\n"));
}

function dayAfter(day: string): string {
  return day >= "9999-12-31" ? day : new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

function version(): string {
  return (createRequire(import.meta.url)("regulars/package.json") as { version: string }).version;
}
