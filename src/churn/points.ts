/**
 * What the churn learners read: named numbers and categories of customers, and whether each left. Rows or columns outside, columns
 * inside; a model keeps the list of its features, and scoring reads by that list alone.
 */

/** A number, a category as text, or `undefined` (`null` in JSON) where the value is not known. */
export type PointValue = number | string | undefined | null;

/** One customer's features. Every feature a model was trained on must be a key; what is not known is `undefined`. */
export type Point<Name extends string = string> = Readonly<Record<Name, PointValue>>;

export interface ChurnExample<Name extends string = string> {
  /** Keeps a customer's examples on one side of every split, and makes the order of the rows irrelevant. All have one, or none. */
  readonly customerId?: string | number;
  readonly point: Point<Name>;
  readonly churned: boolean;
}

/** Features as columns of one length. In a column of numbers NaN means "not known". */
export type PointColumns<Name extends string = string> = Readonly<Record<Name, ArrayLike<PointValue>>>;

export interface ChurnColumns<Name extends string = string> {
  readonly customerId?: ArrayLike<string | number>;
  readonly columns: PointColumns<Name>;
  /** `true` or 1: left. */
  readonly churned: ArrayLike<boolean | number>;
}

/** Rows or columns. */
export type ChurnExamples<Name extends string = string> = readonly ChurnExample<Name>[] | ChurnColumns<Name>;

/** A feature as a model knows it. Levels in code-point order. */
export type Feature<Name extends string = string> =
  | { readonly name: Name; readonly kind: "number" }
  | { readonly name: Name; readonly kind: "category"; readonly levels: readonly string[] };

/** Columns of numbers: a category is the index of its level, what is not known is NaN. */
export interface Table {
  readonly length: number;
  readonly features: readonly Feature[];
  readonly columns: readonly Float64Array[];
}

export interface TrainingTable extends Table {
  /** 0 or 1. */
  readonly churned: Float64Array;
  /** As text; undefined when no example has one. */
  readonly customerIds: readonly string[] | undefined;
  readonly weights: Float64Array;
}

export interface TableOptions<Name extends string = string> {
  /** Which features to use; all. */
  readonly features?: readonly Name[];
  /** One per example, k counting as k equal examples. All 1. */
  readonly weights?: ArrayLike<number>;
}

/** What to do with a category the training data did not have: `"missing"` reads it as not known. */
export type UnknownCategory = "error" | "missing";
