import { linkSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { file, readBack, regulars } from "./run-cli.js";

const ORDERS = "customer,date,amount\na,2026-01-05,20\nb,2026-01-06,5\nc,2026-02-06,50\n";

async function refused(args: readonly string[], message: string): Promise<void> {
  const { code, out, err } = await regulars(args);
  expect(err).toContain(message);
  expect([code, out]).toEqual([2, ""]);
}

test("the orders are never written over, whatever they are called", async () => {
  const path = file("orders.csv", ORDERS);
  const other = join(dirname(path), ".", "..", basename(dirname(path)), "orders.csv");
  symlinkSync(path, file("symbolic.csv"));
  linkSync(path, file("hard.csv"));
  for (const out of [path, other, file("symbolic.csv"), file("hard.csv")]) {
    await refused(["rfm", path, "--out", out], "--out");
    await refused(["rfm", out, "--save-cuts", path], "would overwrite the orders");
  }
  expect(readBack(path)).toBe(ORDERS);
});

test("two results do not go into one file, nor over the cut points that are read", async () => {
  const path = file("orders.csv", ORDERS);
  const both = file("both.json");
  symlinkSync(both, file("to-both.json"));
  await refused(["rfm", path, "--out", both, "--save-cuts", both], "would overwrite what --out writes");
  await refused(["rfm", path, "--out", both, "--save-cuts", file("to-both.json")], "would overwrite what --out writes");
  expect((await regulars(["rfm", path, "--save-cuts", both])).code).toBe(0);
  await refused(["rfm", path, "--cuts", both, "--out", both], "would overwrite the cut points of --cuts");
  await refused(["rfm", path, "--cuts", both, "--save-cuts", both], "would overwrite the cut points of --cuts");
});
