import { expect, test } from "vitest";
import { file, regulars, said } from "./run-cli.js";

const orders = (column: string, ...currencies: string[]): string =>
  `customer,date,amount,${column}\n${currencies.map((currency, i) => `c${i},2026-01-0${i + 1},100,${currency}\n`).join("")}`;

test.each(["currency", "Currency", "ccy", "币种", "Währung", "devise", "Moneda"])(
  "two currencies in %s are not added up",
  async (column) => {
    const { code, out, err } = await regulars(["summary", file("two.csv", orders(column, "EUR", "USD"))]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("in more than one currency (EUR, USD)");
    expect(err).toContain("--rate EUR=1 --rate USD=…");
  },
);

test("rates bring them into one; case and spaces make no other currency", async () => {
  const path = file("rates.csv", orders("currency", "EUR", "USD", " usd "));
  const { out } = await regulars(["summary", path, "--rate", "eur=1.08", "--rate", "USD=1"]);
  expect(said(out, "Revenue")).toBe("308.00");
  expect((await regulars(["summary", file("one.csv", orders("currency", "USD", " usd "))])).code).toBe(0);
});

test("a currency without a rate, and rates without a column, are wrong usage", async () => {
  const path = file("rates.csv", orders("currency", "EUR", "USD", "GBP", "GBP"));
  expect(await regulars(["summary", path, "--rate", "EUR=1"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("No rate is named for GBP, USD (3 rows). Add --rate GBP=…"),
  });
  const none = file("none.csv", "customer,date,amount\na,2026-01-05,20\n");
  expect(await regulars(["summary", none, "--rate", "EUR=1"])).toMatchObject({ code: 2, err: expect.stringContaining("--currency") });
});

test("rows that name no currency are said to be taken as they are", async () => {
  const { out } = await regulars(["summary", file("blank.csv", orders("currency", "EUR", "", " "))]);
  expect(out).toContain("Note: 2 rows without a currency: their amounts were taken to be in EUR.");
});

test("a column that is just called name is said to be a guess", async () => {
  const { out } = await regulars(["summary", file("name.csv", "Name,date,amount\na,2026-01-05,20\n")]);
  expect(out).toContain('Note: The customer was guessed to be "Name"');
  const named = await regulars(["summary", file("name.csv"), "--customer-id", "name"]);
  expect(named.out).not.toContain("guessed to be");
});
