import fc from "fast-check";

/** Positive weights, not yet scaled. */
export const weights = (min = 1, max = 9): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: 0.05, max: 20, noNaN: true }), { minLength: min, maxLength: max });

/** A matrix without any contradiction. */
export function consistent(w: readonly number[]): number[][] {
  return w.map((a) => w.map((b) => a / b));
}

/** Any reciprocal matrix of ratios between 1/20 and 20. */
export const judgements = (min = 1, max = 9): fc.Arbitrary<number[][]> =>
  fc
    .integer({ min, max })
    .chain((n) =>
      fc
        .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n * n, maxLength: n * n })
        .map((logs) =>
          Array.from({ length: n }, (_, i) =>
            Array.from({ length: n }, (_, j) => (i === j ? 1 : i < j ? Math.exp(logs[i * n + j]!) : 1 / Math.exp(logs[j * n + i]!))),
          ),
        ),
    );

/** Saaty's grades. */
export const graded = (min = 3, max = 7): fc.Arbitrary<number[][]> =>
  fc.integer({ min, max }).chain((n) =>
    fc.array(fc.integer({ min: -8, max: 8 }), { minLength: n * n, maxLength: n * n }).map((steps) => {
      const ratio = (step: number): number => (step >= 0 ? step + 1 : 1 / (1 - step));
      return Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (_, j) => (i === j ? 1 : i < j ? ratio(steps[i * n + j]!) : 1 / ratio(steps[j * n + i]!))),
      );
    }),
  );

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
