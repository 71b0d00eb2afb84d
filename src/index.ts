// errors
export type { Issue } from "./errors.js";
export { InvalidInputError } from "./errors.js";

// transactions: the one door
export { type Columns, type Ledger, type Purchases, type Transaction, toLedger, toLedgerAsync } from "./transactions/ledger.js";
export { type ColumnOptions, ledgerFromColumns } from "./transactions/columns.js";
export type { Dictionary, TransactionColumns } from "./transactions/column-readers.js";
export type { Door, DoorOptions } from "./transactions/options.js";
export type { DoorReport } from "./transactions/report.js";
export type { LedgerLines } from "./transactions/lines.js";
export type { LedgerOrders } from "./transactions/orders.js";
export type { TextColumn } from "./transactions/optional.js";
export type { DateLike } from "./transactions/day.js";
export { appendTransactions, mergeLedgers } from "./transactions/append.js";
export { type AsOf, type PurchaseHistory, purchaseHistories } from "./transactions/history.js";
export { type Holdout, holdout, type Newcomers } from "./transactions/holdout.js";
export { type Coverage, coverage } from "./transactions/coverage.js";
export { type CustomerCost, customerCosts } from "./transactions/costs.js";
export { historiesFromSummary, type SummaryHistory, type SummaryRow, type SummaryUnit } from "./transactions/from-summary.js";

// rfm: recency, frequency, monetary value
export { type BreaksMethod, countBreaks, quantileBreaks } from "./rfm/breaks.js";
export { type FlatRfmCuts, type NestedRfmCuts, type PerDimension, type RfmCuts, type RfmCutsOptions, rfmCuts } from "./rfm/cuts.js";
export { explainSegment, type RfmMove, type SegmentExplanation } from "./rfm/explain.js";
export { type SegmentMember, segmentMigration } from "./rfm/migration.js";
export { type OwnRfmPreset, rfmPreset } from "./rfm/own-preset.js";
export { CLASSIC_125, type Classic125Segment, KLAVIYO, type KlaviyoSegment, RFM_GRID, type RfmGridSegment } from "./rfm/presets.js";
export { type Rfm, rfm } from "./rfm/rfm.js";
export { type CustomerRfmScore, type PerScore, type RfmScore, type RfmYardstick, rfmIndex, rfmScore, rfmScores } from "./rfm/score.js";
export {
  type RfmBox,
  type RfmCodes,
  type RfmPreset,
  type RfmRule,
  type RfmSegment,
  type RfmSegmentLabel,
  type ScoreLike,
  type ScoreRange,
  segmentOf,
  segmentsOf,
} from "./rfm/segments.js";
export { type SegmentSummary, segmentSummary } from "./rfm/summary.js";
export { naturalBreaks } from "./math/natural-breaks.js";

// tiers: the value pyramid and how money is spread
export { type Concentration, gini, herfindahl, type LorenzPoint, lorenz, topShare } from "./tiers/concentration.js";
export { type TierMember, tierMigration } from "./tiers/migration.js";
export { type ParetoTail, paretoExponent } from "./tiers/pareto.js";
export { customerProfits, type ProfitOptions } from "./tiers/profit.js";
export { type ProfitCurve, profitCurve } from "./tiers/profit-curve.js";
export {
  ABC_SHARES,
  CURRY,
  fitPyramid,
  PROFIT_LADDER,
  type Pyramid,
  type PyramidOptions,
  type Tier,
  type TierShares,
  VIP_PYRAMID,
} from "./tiers/pyramid.js";
export { type TierSummary, tierSummary } from "./tiers/summary.js";
export { type TierBound, type TierLadder, tierOf, tiersOf } from "./tiers/tier-of.js";

// moves between segments or tiers
export type { StateFlow, Transitions } from "./math/transition-matrix.js";

// clv: whole shops to try things on
export { EXAMPLE_SHOP, type Shop } from "./clv/shop.js";
export { type SimulationOptions, simulateShop } from "./clv/simulate.js";
