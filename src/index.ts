// errors
export type { Issue } from "./errors.js";
export { FitError, InvalidInputError } from "./errors.js";

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

// clv: models of buying, leaving and spending, and what a customer is worth
export { type Bdw, type BdwParams, fitBdw } from "./clv/bdw.js";
export { type BgBb, type BgBbParams, fitBgBb, type OpportunityHistory } from "./clv/bg-bb.js";
export { type BgNbd, fitBgNbd } from "./clv/bg-nbd.js";
export {
  type BgCnbdK,
  type CnbdOptions,
  type CnbdReport,
  fitBgCnbdK,
  fitMbgCnbdK,
  type MbgCnbdK,
  type TimingWithGaps,
} from "./clv/cnbd-k.js";
export {
  type ContractCohort,
  type ContractModel,
  discountedExpectedLifetime,
  discountedResidualLifetime,
  type Renewals,
  retentionRate,
  survival,
} from "./clv/contracts.js";
export {
  type CovariateModel,
  type CovariateOptions,
  type CovariateReport,
  type Covariates,
  fitBgNbdCovariates,
  fitParetoNbdCovariates,
  modelOfCustomer,
  type WithCovariates,
} from "./clv/covariates.js";
export {
  type AcquisitionRetention,
  type AcquisitionRetentionTerms,
  acquisitionRetentionBalance,
  acquisitionRetentionValue,
  type CustomerEquity,
  customerEquity,
  type FutureCustomers,
  type ResponseCurve,
  responseCurve,
} from "./clv/equity.js";
export type { FitOptions, FitReport } from "./clv/fit.js";
export { fitGammaGamma, type GammaGamma } from "./clv/gamma-gamma.js";
export { fitGompertzNbd, type GompertzNbd, type GompertzParams } from "./clv/gompertz-nbd.js";
export { fitLogNormalSpend, type LogNormalSpend } from "./clv/log-normal-spend.js";
export { fitMbgNbd, type MbgNbd } from "./clv/mbg-nbd.js";
export {
  type MigrationTerms,
  migrationStopRule,
  migrationValue,
  type RecencyMigration,
  recencyMigration,
  type StopRule,
} from "./clv/migration-value.js";
export {
  type CustomerOf,
  type CustomerOrNewcomer,
  expectedPurchases,
  expectedPurchasesOfNewcomer,
  type FittedCustomerOf,
  type Horizon,
  logLikelihood,
  type NextPurchase,
  nextPurchase,
  type PurchaseDistribution,
  type PurchaseModel,
  probabilityAlive,
  probabilityOfPurchase,
  purchaseDistribution,
  residualPurchases,
} from "./clv/model.js";
export { fitNbd, type Nbd } from "./clv/nbd.js";
export { fitParetoNbd, type ParetoNbd, type ParetoParams } from "./clv/pareto-nbd.js";
export type { PeriodDiscount } from "./clv/period.js";
export { gapShape, wheatMorrison } from "./clv/regularity.js";
export {
  breakEvenRetention,
  marginMultiple,
  paybackPeriods,
  type RetentionTerms,
  type RetentionValue,
  type RetentionValueTerms,
  retentionValue,
} from "./clv/retention-value.js";
export { readModel } from "./clv/saved.js";
export { fitSbg, type Sbg, type SbgParams } from "./clv/sbg.js";
export { type CustomerSimulation, simulateHistories, simulatePurchases } from "./clv/simulate-customers.js";
export { expectedSpend, meanSpendOfAll, ownSpendWeight, type SpendModel, spendLogLikelihood } from "./clv/spend.js";
export type { Spending, Timing } from "./clv/timing.js";

// whole shops to try things on
export { EXAMPLE_SHOP, type Shop } from "./clv/shop.js";
export { type SimulationOptions, simulateShop } from "./clv/simulate.js";

// clv: what customers are worth, how sure that is, and which model says so
export type { Accuracy } from "./clv/accuracy.js";
export { type ByCohort, byCohort, type CohortFit, type FittedModel } from "./clv/by-cohort.js";
export {
  type CalibrationBand,
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  type Forecast,
  type ForecastName,
  type HeldOut,
  type Measure,
} from "./clv/evaluate.js";
export { expectedPurchasesInSeason, type Season } from "./clv/season-index.js";
export { type FittedSeason, fitSeason, type SeasonOptions, seasonNotes } from "./clv/seasons.js";
export { type CorrelationEstimate, type FrequencyBand, type SpendIndependence, spendIndependence } from "./clv/spend-independence.js";
export { type TrackingOptions, type TrackingPeriod, tracking } from "./clv/tracking.js";
export {
  type DailyModel,
  type LifetimeValue,
  lifetimeValue,
  lifetimeValues,
  type PerCustomer,
  type ValuedCustomer,
  type ValueModels,
  type ValueOptions,
} from "./clv/value.js";
export { type CustomerValue, customerValueTable, type ValueTableOptions } from "./clv/value-table.js";
export { type ForecastInterval, type IntervalOptions, purchaseInterval } from "./clv/prediction-intervals.js";
export { type TotalInterval, totalInterval } from "./clv/total-interval.js";
export {
  type Bootstrap,
  type BootstrapOptions,
  bootstrap,
  type Interval,
  parameterDraws,
  parameterIntervals,
  type Uncertain,
} from "./clv/uncertainty.js";
export { type Candidate, type Choosable, type ChooseOptions, chooseModel, type ModelChoice } from "./clv/choose-model.js";

// churn: who is leaving, and why
export { BEHAVIOUR_FEATURES, type BehaviourFeature } from "./churn/behaviour-features.js";
export { type BlendOptions, type BlendReport, type ChurnBlend, fitChurnBlend } from "./churn/blend.js";
export { type BoostingOptions, type BoostingReport, type ChurnBoosting, fitChurnBoosting } from "./churn/boosting.js";
export type { ClassWeights } from "./churn/class-weights.js";
export type { DesignColumn, NumberTransform } from "./churn/design-matrix.js";
export {
  type ChurnExampleOptions,
  type ChurnPoint,
  type ChurnPointOptions,
  type CustomerAttributes,
  churnExamples,
  churnPoints,
  type DatedChurnExample,
} from "./churn/examples.js";
export { type ChurnExplanation, type Contribution, explainChurn } from "./churn/explain.js";
export { type ChurnForest, type ForestOptions, type ForestReport, fitChurnForest } from "./churn/forest.js";
export { type ForestNode, forestFromNodes } from "./churn/forest-from-nodes.js";
export { fromMlRandomForest } from "./churn/from-ml-random-forest.js";
export { type ChurnLogistic, fitChurnLogistic, type LogisticOptions, type LogisticReport, type LogisticTerm } from "./churn/logistic.js";
export { type ChurnModel, churnProbabilities, churnProbability } from "./churn/model.js";
export type { OutOfBagScore } from "./churn/out-of-bag.js";
export type {
  ChurnColumns,
  ChurnExample,
  ChurnExamples,
  Feature,
  Point,
  PointColumns,
  PointValue,
  TableOptions,
  UnknownCategory,
} from "./churn/points.js";
export type { TrainingReport } from "./churn/report.js";
export type { Trees } from "./churn/trees.js";

// churn: how good that is, what it earns, whom to win back
export {
  type CalibratedChurn,
  type CalibratedReport,
  type CalibrationFitOptions,
  calibrated,
  calibratedProbabilities,
  calibratedProbability,
  fitCalibratedChurn,
  fitCalibration,
  type ScoreCalibration,
} from "./churn/calibration.js";
export {
  type BaselineFeature,
  type BaselineOptions,
  type ChurnBaseline,
  type DriftBand,
  drift,
  type FeatureDrift,
  fitBaseline,
} from "./churn/drift.js";
export {
  type ComparedLearner,
  type CompareOptions,
  compareLearners,
  crossFitted,
  type LearnerComparison,
  type Learners,
  type WinnerAgainst,
} from "./churn/evaluate.js";
export type { Fitted, Learner, Points, Scorer } from "./churn/fitted.js";
export { churnFolds, type FoldOptions } from "./churn/folds.js";
export { type ChurnConfusion, churnConfusion } from "./churn/confusion.js";
export type { NaiveRule } from "./churn/naive-rule.js";
export { type ImportanceOptions, type PermutationImportance, permutationImportance } from "./churn/importance.js";
export {
  type AucComparison,
  type AucInterval,
  aucInterval,
  compareAuc,
} from "./churn/compare-auc.js";
export {
  type CalibrationOptions,
  type ChurnCalibration,
  type ChurnCalibrationBand,
  type ChurnScores,
  churnCalibration,
  churnGains,
  churnScores,
  type GainsPoint,
} from "./churn/metrics.js";
export { type Bilingual, CHURN_REASONS, type ReasonWording } from "./churn/reason-table.js";
export { type OutOfTime, splitOutOfTime } from "./churn/out-of-time.js";
export { type ChurnReason, churnReasons, type ReasonOptions, reasonsOf } from "./churn/reasons.js";
export type { ChurnedLabels, WeightOptions } from "./churn/scored.js";
export { type ExpectedMaximumProfit, type ExpectedProfitTerms, expectedMaximumProfit } from "./churn/expected-profit.js";
export {
  type CampaignCosts,
  type CampaignCurve,
  type CampaignPoint,
  type CampaignTerms,
  campaignCurve,
  campaignProfit,
  churnThreshold,
} from "./churn/threshold.js";
export { type WinBackCustomer, type WinBackList, type WinBackOptions, type WinBackRow, winBackList } from "./churn/win-back.js";
