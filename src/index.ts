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
export { gapShape, wheatMorrison } from "./transactions/regularity.js";
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
export { type ContractSimulation, simulateRenewals } from "./clv/simulate-contracts.js";
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

// clusters: natural groups of customers
export { clusterAll, clusterOf, distancesTo, scaledPoints } from "./clusters/cluster-of.js";
export { type ClusteringOptions, fitKMeans, type KMeans, type KMeansOptions } from "./clusters/k-means.js";
export type { Points as ClusterPoints } from "./clusters/points.js";
export type { Feature as ClusterFeature, Scale as ClusterScale, Transform } from "./clusters/scaling.js";
export { adjustedRand } from "./clusters/adjusted-rand.js";
export { type ChooseKOptions, chooseK, type KCandidate, type KChoice } from "./clusters/choose-k.js";
export type { Labels } from "./clusters/labels.js";
export type { Voice } from "./clusters/recommend.js";
export { type SilhouetteOptions, silhouette } from "./clusters/silhouette.js";
export { type ClusterStability, clusterStability, type StabilityOptions } from "./clusters/stability.js";
export { calinskiHarabasz, daviesBouldin } from "./clusters/validity.js";
export { type CrossTable, crossTable } from "./clusters/cross-table.js";
export { type ClusterProfile, type ProfileOptions, profileClusters } from "./clusters/profile.js";
export type { AttributeProfile, GroupProfile, Level, LevelProfile, NumberProfile } from "./clusters/profile-table.js";
export { readKMeans } from "./clusters/saved.js";
export { type SegmentByOptions, type SegmentCell, type Segmentation, segmentBy } from "./clusters/segment-by.js";

// loyalty: what customers do
export { type GapSummary, gapSummary, type PurchaseGaps, purchaseGaps } from "./transactions/gaps.js";
export { type BaseBehaviour, type BaseOptions, baseBehaviour, type NextOrder, type Retention } from "./loyalty/base.js";
export { type Behaviour, type BehaviourOptions, behaviour, type CustomerBehaviour } from "./loyalty/behaviour.js";
export type { Breadth } from "./loyalty/breadth.js";
export type { Complaint, ComplaintMeasures } from "./loyalty/complaints.js";
export { type EnisPaul, enisPaul, type StoreChoices } from "./loyalty/enis-paul.js";
export type { Growth, RecentActivity } from "./loyalty/growth.js";
export { BEHAVIOUR_MEASURES, type BehaviourMeasure, type Ingredient, type MeasureCoverage, type MeasureLabel } from "./loyalty/measures.js";
export type { PriceSensitivity } from "./loyalty/price-sensitivity.js";
export { shareOfRequirements, shareOfWallet, type Wallet, type WalletMeasures, walletAllocation } from "./loyalty/wallet.js";

// loyalty: what customers are, as tables of rules
export { type CauseIndicator, explainCause, REPEAT_CAUSES, type RepeatCause, repeatCause } from "./loyalty/causes.js";
export { explainRung, type LadderIndicator, type LadderRung, LOYALTY_LADDER, ladderRung } from "./loyalty/ladder.js";
export type { Cut, CutChoice } from "./loyalty/level-cuts.js";
export { ATTITUDE_BEHAVIOUR, type AttitudeBehaviourType } from "./loyalty/attitude-behaviour.js";
export { type DriverOptions, type LoyaltyDriver, type LoyaltyDrivers, loyaltyDrivers } from "./loyalty/drivers.js";
export { DICK_BASU, type DickBasuType, JONES_SASSER, type JonesSasserType } from "./loyalty/quadrants.js";
export { REPURCHASE_BANDS, type RepurchaseBand, SURVEY_BANDS } from "./loyalty/repurchase-bands.js";
export type { Indicators, LoyaltyRule, RuleTable } from "./loyalty/rules.js";
export { type Competition, expectedLoyalty, SATISFACTION_CURVES } from "./loyalty/competition.js";
export {
  fitSatisfactionCurve,
  probabilityLoyal,
  type SatisfactionCurve,
  type SatisfiedCustomer,
  satisfactionGain,
} from "./loyalty/satisfaction-curve.js";
export { explainType, type TypeExplanation, type TypeSummary, typeSummary } from "./loyalty/explain-type.js";
export {
  type FittedTypology,
  fitTypology,
  type LoyaltyDimension,
  type LoyaltyLabel,
  type LoyaltyType,
  type Typology,
  typeOf,
  typesOf,
  type Values,
} from "./loyalty/typology.js";

// loyalty: what customers say, weighed
export type { Answer, BilingualName } from "./loyalty/answers.js";
export {
  answerFromName,
  HUNDRED_POINTS,
  LIKERT_5,
  LIKERT_7,
  SATISFACTION_5,
  SATISFACTION_7,
  type Scale,
  type ScaleSummary,
  scaleScore,
  scaleSummary,
  TEN_POINT,
} from "./loyalty/scales.js";
export {
  type Disconfirmation,
  type DisconfirmationOptions,
  type DisconfirmationSummary,
  disconfirmation,
  disconfirmationSummary,
  PERCEPTION_LEVELS,
  type Perception,
  type PerceptionKey,
  type PerceptionLevel,
} from "./loyalty/disconfirmation.js";
export { type Acsi, type AcsiAnswer, type AcsiOptions, acsi } from "./loyalty/acsi.js";
export { csi } from "./loyalty/csi.js";
export {
  derivedImportance,
  IMPORTANCE_QUADRANTS,
  type ImportanceItem,
  type ImportanceKey,
  type ImportancePerformance,
  type ImportancePerformanceOptions,
  type ImportanceQuadrant,
  importancePerformance,
} from "./loyalty/importance-performance.js";
export { type Rate, type ReputationAnswer, type ReputationRates, reputationRates } from "./loyalty/reputation.js";
export { type CronbachAlpha, cronbachAlpha, type ItemReliability } from "./loyalty/cronbach.js";
export { type Nps, type NpsCounts, type NpsDifference, type NpsOptions, nps, npsDifference } from "./loyalty/nps.js";
export {
  KANO_ANSWERS,
  KANO_CATEGORIES,
  KANO_TABLE,
  type Kano,
  type KanoAnswer,
  type KanoCategory,
  type KanoKey,
  type KanoPair,
  kano,
  kanoCategory,
} from "./loyalty/kano.js";
export {
  SERVQUAL_DIMENSIONS,
  type Servqual,
  type ServqualAnswer,
  type ServqualDimension,
  type ServqualKey,
  type ServqualOptions,
  servqual,
} from "./loyalty/servqual.js";
export { SERVICE_GAPS, type ServiceGap, type ServiceViews, serviceGaps } from "./loyalty/service-gaps.js";
export {
  type CostPart,
  DELIVERED_VALUE_PARTS,
  type DeliveredValue,
  type DeliveredValueOptions,
  deliveredValues,
  type Offer,
  type ValuePart,
} from "./loyalty/delivered-value.js";

// loyalty: weights from judgements, and the index they make
export { type Judgements, judgementMatrix } from "./loyalty/judgements.js";
export { RANDOM_INDEX, type RandomIndex } from "./loyalty/random-index.js";
export { type Ahp, type AhpMethod, type AhpOptions, ahp } from "./loyalty/ahp.js";
export { type DoubtfulJudgement, reconsider } from "./loyalty/reconsider.js";
export { type AhpGroup, type AhpGroupOptions, ahpGroup } from "./loyalty/ahp-group.js";
export type { Criterion, LeafScale } from "./loyalty/criteria.js";
export {
  type AhpHierarchy,
  ahpHierarchy,
  type Consistency,
  type HierarchyOptions,
  type WeighedCriterion,
} from "./loyalty/ahp-hierarchy.js";
export {
  type AhpSensitivity,
  type Alternative,
  ahpSensitivity,
  type Reversal,
  type WeightSensitivity,
} from "./loyalty/ahp-sensitivity.js";
export { fitIndexSystem, type IndexCriterion, type IndexSystem, type IndexSystemOptions, type Measures } from "./loyalty/index-system.js";
export { type CriterionScore, type IndexScore, indexScore } from "./loyalty/index-score.js";
export { type CustomerIndex, type IndexScores, type IndexSummary, indexScores } from "./loyalty/index-scores.js";
export { type JoinedMeasures, joinMeasures, type MeasuredCustomer } from "./loyalty/join-measures.js";
export { BEHAVIOUR_LOYALTY, LOYALTY_EVALUATION } from "./loyalty/index-presets.js";
export type { Percentiles } from "./loyalty/percentiles.js";

// lifecycle: how long customers stay
export {
  type KaplanMeier,
  type KaplanMeierOptions,
  kaplanMeier,
  type SurvivalInterval,
  type SurvivalStep,
  survivalAt,
} from "./lifecycle/kaplan-meier.js";
export { type HazardStep, type NelsonAalen, nelsonAalen } from "./lifecycle/nelson-aalen.js";
export { type LifetimeQuantile, lifetimeQuantile, medianLifetime, type RestrictedMean, restrictedMean } from "./lifecycle/lifetimes.js";
export { type GroupedSubject, type LogRank, type LogRankGroup, logRank } from "./lifecycle/log-rank.js";
export { type Cox, type CoxCoefficient, type CoxOptions, type CoxTest, fitCox } from "./lifecycle/cox.js";
export type { CovariateSubject } from "./lifecycle/cox-covariates.js";
export type { CoxTies } from "./lifecycle/cox-likelihood.js";
export { coxSurvival, hazardRatio } from "./lifecycle/cox-survival.js";
export { type ProportionalHazards, proportionalHazards } from "./lifecycle/proportional-hazards.js";
export { concordance } from "./lifecycle/concordance.js";
export type { SurvivalSubject } from "./lifecycle/subjects.js";
export { type CustomerSubject, customerLifetimes, waitsForPurchase } from "./lifecycle/customer-lifetimes.js";

// lifecycle: cohorts, and growth period by period
export type { CalendarUnit } from "./transactions/calendar.js";
export { type Cohort, type CohortAge, type CohortOptions, type Cohorts, cohorts } from "./lifecycle/cohorts.js";
export { type BracketRetention, bracketRetention, type RetentionBracket } from "./lifecycle/brackets.js";
export { type LifecyclePeriod, type LifecyclePeriods, lifecyclePeriods } from "./lifecycle/periods.js";

// lifecycle: rhythm, and who is late
export { type LapseOptions, type LapseQuantile, type LapseThreshold, lapseThreshold } from "./lifecycle/lapse.js";
export { type Cadence, fitCadence } from "./lifecycle/cadence.js";
export { type CustomerCadence, type CustomerRhythm, customerCadences, customerRhythm } from "./lifecycle/overdue.js";
export {
  type EarlyWarnings,
  earlyWarnings,
  type SignCount,
  type WarnedCustomer,
  type EarlyWarning,
  type WarningOptions,
} from "./lifecycle/early-warnings.js";
export { WARNING_SIGNS, type WarningRule, type WarningSign } from "./lifecycle/warning-signs.js";

// lifecycle: stages, by rules that are data
export type { Bounds } from "./math/bounds.js";
export {
  type StageIndicator,
  type StageIndicators,
  type StageLabel,
  type StagePreset,
  type StageRule,
  stagePreset,
} from "./lifecycle/stage-rules.js";
export { LIFECYCLE_PHASES, LIFECYCLE_STAGES, type LifecyclePhase, type LifecycleStage } from "./lifecycle/stage-presets.js";
export { explainStage, type StageExplanation, stageOf } from "./lifecycle/stage.js";
export {
  type CustomerStage,
  type LifecycleStages,
  lifecycleStages,
  type StageOptions,
  type StageSummary,
} from "./lifecycle/lifecycle-stages.js";
export { stageTransitions } from "./lifecycle/stage-transitions.js";

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
