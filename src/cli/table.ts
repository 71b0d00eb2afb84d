/** Numbers and tables as text, the same in every locale. */

/** "1,234.50". What no shop has is not written in digits. */
export function grouped(value: number, decimals = 0): string {
  if (Math.abs(value) >= MOST) return `${value < 0 ? "under -" : "over "}1,000,000,000,000,000`;
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".");
  const text = whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  const zero = !/[1-9]/.test(whole! + (fraction ?? ""));
  return `${value < 0 && !zero ? "-" : ""}${text}${fraction === undefined ? "" : `.${fraction}`}`;
}

const MOST = 1e15;

/** Money without cents from 10,000 on. */
export function money(value: number): string {
  return grouped(value, Math.abs(value) < 10_000 ? 2 : 0);
}

/** A column of money, all with cents or all without. */
export function moneyColumn(values: readonly (number | undefined)[]): string[] {
  const decimals = values.some((value) => Math.abs(value ?? 0) >= 10_000) ? 0 : 2;
  return values.map((value) => (value === undefined ? "" : grouped(value, decimals)));
}

/** "12.3 %". */
export function percent(share: number | undefined): string {
  return share === undefined ? "" : `${grouped(share * 100, 1)} %`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

export interface Column {
  readonly title: string;
  readonly cells: readonly string[];
  /** Numbers stand to the right. */
  readonly right?: boolean;
}

/** Columns side by side under their titles and a rule. */
export function table(columns: readonly Column[]): string {
  const widths = columns.map(({ title, cells }) => Math.max(...[title, ...cells].map((cell) => [...cell].length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => {
        const gap = " ".repeat(widths[i]! - [...cell].length);
        return columns[i]!.right ? gap + cell : cell + gap;
      })
      .join("  ")
      .trimEnd();
  const rows = (columns[0]?.cells ?? []).map((_, row) => line(columns.map(({ cells }) => cells[row]!)));
  return [line(columns.map(({ title }) => title)), line(widths.map((width) => "-".repeat(width))), ...rows].join("\n");
}

/** Lines of "what  value", the values in one column. */
export function pairs(rows: readonly (readonly [what: string, value: string])[]): string {
  const width = Math.max(0, ...rows.map(([what]) => what.length));
  return rows.map(([what, value]) => `${what.padEnd(width)}  ${value}`).join("\n");
}
