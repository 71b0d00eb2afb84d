import fc from "fast-check";

/** Measured customers with many ties: few levels of days and orders, money in cents. */
export const customers: fc.Arbitrary<{ customerId: string; recency: number; frequency: number; monetary: number }[]> = fc
  .array(
    fc.record({
      recency: fc.integer({ min: 0, max: 40 }),
      frequency: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 12 })),
      monetary: fc.integer({ min: -500, max: 9000 }).map((cents) => cents / 4),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((rows) => Object.freeze(rows.map((row, i) => Object.freeze({ customerId: `c${i}`, ...row }))) as never);

export const bins: fc.Arbitrary<number> = fc.integer({ min: 1, max: 7 });
