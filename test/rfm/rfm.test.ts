import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitPyramid, rfm, rfmCuts, rfmScores, segmentSummary, segmentsOf, tierSummary, toLedger } from "../../src/index.js";
import { frozen, line, transactions } from "../transactions/ledgers.js";

describe("rfm", () => {
  const rows = frozen([
    line("ann", "2026-01-05", 20),
    line("ann", "2026-01-05", 10),
    line("ann", "2026-02-07", 31),
    line("ann", "2026-02-20", -11),
    line("bob", "2026-02-28T23:30:00Z", 5),
    line("cat", "2026-03-01", 5),
  ]);

  test("recency from the last purchase, not from a refund; frequency in days; money net of refunds", () => {
    expect(rfm(rows, { asOf: "2026-02-28" })).toEqual([
      {
        customerId: "ann",
        recency: 21,
        frequency: 2,
        monetary: 50,
        averageValue: 30.5,
        firstPurchase: "2026-01-05",
        lastPurchase: "2026-02-07",
      },
      {
        customerId: "bob",
        recency: 0,
        frequency: 1,
        monetary: 5,
        averageValue: 5,
        firstPurchase: "2026-02-28",
        lastPurchase: "2026-02-28",
      },
    ]);
  });

  test("a day belongs to the door's zone", () => {
    const ledger = toLedger(rows, { timeZone: "Pacific/Auckland" });
    expect(rfm(ledger, { asOf: "2026-03-01" })[1]).toMatchObject({ customerId: "bob", lastPurchase: "2026-03-01", recency: 0 });
  });

  test("equal money ties, whatever the rounding of its sum", () => {
    const [a, b] = rfm([line("a", "2026-01-01", 0.1), line("a", "2026-01-02", 0.2), line("b", "2026-01-01", 0.3)], { asOf: "2026-01-02" });
    expect(a!.monetary).toBe(b!.monetary);
  });

  test("amounts × k give monetary × k, and the same scores", () => {
    const values = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5000 })), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, (pairs) => {
        const some = pairs.map(([id, cents]) => line(id, "2026-01-01", cents / 100));
        const dear = some.map((row) => ({ ...row, amount: row.amount * 64 }));
        const [plain, times] = [some, dear].map((each) => rfm(each, { asOf: "2026-01-01" }));
        expect(times!.map(({ monetary }) => monetary)).toEqual(plain!.map(({ monetary }) => expect.closeTo(monetary * 64, 6)));
        const scores = [plain!, times!].map((table) => rfmScores(rfmCuts(table), table).map(({ code }) => code));
        expect(scores[1]).toEqual(scores[0]);
      }),
    );
  });
});

test("totals are preserved from rows to RFM to segments to tiers", () => {
  fc.assert(
    fc.property(transactions, (rows) => {
      const table = rfm(rows, { asOf: "2026-12-31" });
      fc.pre(table.length > 0);
      const total = table.reduce((sum, { monetary }) => sum + monetary, 0);
      const segments = segmentSummary(table, segmentsOf(rfmScores(rfmCuts(table), table)));
      expect(segments.reduce((sum, { customers }) => sum + customers, 0)).toBe(table.length);
      expect(segments.reduce((sum, { revenue }) => sum + revenue, 0)).toBeCloseTo(total, 8);
      const values = table.map(({ monetary }) => monetary);
      const tiers = tierSummary(fitPyramid(values), values);
      expect(tiers.reduce((sum, { customers }) => sum + customers, 0)).toBe(table.length);
      expect(tiers.reduce((sum, { revenue }) => sum + revenue, 0)).toBeCloseTo(total, 8);
    }),
  );
});
