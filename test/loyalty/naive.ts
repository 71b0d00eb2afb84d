/** The measures of behaviour once more, by the words of their definitions: slow, from rows, one customer at a time. */
import type { CustomerBehaviour, Transaction } from "../../src/index.js";

const dayOf = (date: unknown): number => Math.floor(Date.parse(String(date).slice(0, 10)) / 86_400_000);
const unique = (values: readonly unknown[]): number => new Set(values).size;
const ratio = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);

export function naiveBehaviour(all: readonly Transaction[], asOf: string): Partial<CustomerBehaviour>[] {
  const last = dayOf(asOf);
  const rows = all.map((row) => ({ ...row, customerId: String(row.customerId), day: dayOf(row.date) })).filter(({ day }) => day <= last);
  const ids = [...new Set(all.map(({ customerId }) => String(customerId)))];
  const daysOf = (own: typeof rows) =>
    [...new Set(own.map(({ day }) => day))]
      .sort((a, b) => a - b)
      .map((day) => {
        const lines = own.filter((row) => row.day === day);
        const cents = lines.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
        const refunds = lines.some(({ amount }) => amount < 0);
        return { day, lines, money: cents / 100, bought: cents > 0 || (cents === 0 && !refunds) };
      });
  const kept = (own: typeof rows) =>
    daysOf(own).flatMap(({ bought, lines }) => (bought ? [lines.filter(({ amount }) => amount >= 0)] : []));
  const sold = unique(
    ids.flatMap((id) => kept(rows.filter(({ customerId }) => customerId === id)).flat()).flatMap(({ category }) => category ?? []),
  );

  return ids.flatMap((customerId) => {
    const own = rows.filter((row) => row.customerId === customerId);
    const days = daysOf(own);
    const bought = days.filter((one) => one.bought);
    if (bought.length === 0) return [];
    const first = bought[0]!.day;
    const tenure = last - first;
    const baskets = kept(own);
    const lines = baskets.flat();
    const stated = lines.filter(({ discount }) => discount !== undefined);
    const plain = baskets.filter((basket) => basket.length > 0 && basket.every(({ discount }) => discount !== undefined));
    const paid = own.reduce((sum, { amount }) => sum + Math.max(0, amount), 0);
    const back = own.reduce((sum, { amount }) => sum + Math.max(0, -amount), 0);
    const named = baskets.filter((basket) => basket.some(({ category }) => category !== undefined));
    const both = lines.filter(({ category, productId }) => category !== undefined && productId !== undefined);
    const products = lines.flatMap(({ productId }) => productId ?? []);
    const categories = lines.flatMap(({ category }) => category ?? []);
    const halves = days.filter(({ day }) => day > first);
    const weight = (day: number): number => (2 * (day - first) > tenure + 1 ? 1 : 2 * (day - first) < tenure + 1 ? 0 : 0.5);
    const sum = (of: (one: (typeof days)[number]) => number): number => halves.reduce((total, one) => total + of(one), 0);
    const growth = (value: (one: (typeof days)[number]) => number): number | undefined => {
      const earlier = sum((one) => (1 - weight(one.day)) * value(one));
      return earlier > 1e-9 ? sum((one) => weight(one.day) * value(one)) / earlier - 1 : undefined;
    };
    return [
      {
        customerId,
        purchases: bought.length,
        tenure,
        daysSinceLast: last - bought.at(-1)!.day,
        spend: days.reduce((total, { money }) => total + money, 0),
        purchaseGrowth: growth((one) => (one.bought ? 1 : 0)),
        spendGrowth: growth((one) => one.money),
        products: products.length > 0 ? unique(products) : undefined,
        categories: categories.length > 0 ? unique(categories) : undefined,
        categoryBreadth: categories.length > 0 ? unique(categories) / sold : undefined,
        productsPerCategory: ratio(unique(both.map(({ productId }) => productId)), unique(both.map(({ category }) => category))),
        categoriesPerPurchase: ratio(
          named.reduce((total, basket) => total + unique(basket.flatMap(({ category }) => category ?? [])), 0),
          named.length,
        ),
        fullPriceShare: ratio(plain.filter((basket) => basket.every(({ discount }) => !(discount! > 0))).length, plain.length),
        discountDependence: ratio(
          stated.reduce((total, { amount, discount }) => total + (discount! > 0 ? amount : 0), 0),
          stated.reduce((total, { amount }) => total + amount, 0),
        ),
        returnRate: rows.some(({ amount }) => amount < 0) ? ratio(back, paid) : undefined,
      },
    ];
  });
}
