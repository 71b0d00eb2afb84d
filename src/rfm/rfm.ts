/** One customer's recency, frequency and monetary value on a day. */
export interface Rfm {
  readonly customerId: string;
  /** Days since the last purchase: 0 is today. */
  readonly recency: number;
  /** How many purchases. */
  readonly frequency: number;
  /** What they came to, refunds deducted. */
  readonly monetary: number;
  /** Monetary per purchase. */
  readonly averageValue: number;
  /** ISO day, `2011-12-09`. */
  readonly firstPurchase: string;
  readonly lastPurchase: string;
}
