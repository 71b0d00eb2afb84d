// errors
export type { Issue } from "./errors.js";
export { InvalidInputError } from "./errors.js";
// rfm
export type { Rfm } from "./rfm/rfm.js";
export { rfm } from "./rfm/rfm.js";
// transactions
export { appendTransactions, mergeLedgers } from "./transactions/append.js";
export type { ColumnOptions, Dictionary, TransactionColumns } from "./transactions/columns.js";
export { ledgerFromColumns } from "./transactions/columns.js";
export type { DateLike } from "./transactions/day.js";
export type { SummaryHistory, SummaryRow } from "./transactions/from-summary.js";
export { historiesFromSummary } from "./transactions/from-summary.js";
export type { LedgerLines, LedgerOrders } from "./transactions/grouping.js";
export type { AsOf, PurchaseHistory } from "./transactions/history.js";
export { purchaseHistories } from "./transactions/history.js";
export type { Holdout, Newcomers } from "./transactions/holdout.js";
export { holdout } from "./transactions/holdout.js";
export type { TextColumn } from "./transactions/intake.js";
export type { Columns, Ledger, Purchases, Transaction } from "./transactions/ledger.js";
export { toLedger, toLedgerAsync } from "./transactions/ledger.js";
export type { Door, DoorOptions } from "./transactions/options.js";
export type { DoorReport } from "./transactions/report.js";
