/** What was understood of a file and what is doubtful about it, in words. */
import { type ColumnPlaces, FLAGS, isLastResort, ROLES, type Role } from "./columns.js";
import type { DecodedText } from "./decode.js";
import type { NumberReader } from "./numbers.js";

export function describeColumns(header: readonly string[], places: ColumnPlaces): string {
  const words: Readonly<Partial<Record<Role, string>>> = {
    customerId: "customer",
    unitPrice: "price",
    orderId: "order",
    productId: "product",
  };
  return ROLES.flatMap((role) => {
    const at = places[role];
    return at === undefined ? [] : [`${words[role] ?? role} = ${header[at]!.trim() || `column ${at + 1}`}`];
  }).join(", ");
}

/** Columns of the same name, where one of them was read. */
export function twins(header: readonly string[], places: ColumnPlaces): string[] {
  return ROLES.flatMap((role) => {
    const at = places[role];
    if (at === undefined || header.indexOf(header[at]!) === header.lastIndexOf(header[at]!)) return [];
    return [
      `There are several columns called "${header[at]}"; the first was read. Rename the one you mean and give it with ${FLAGS[role]}.`,
    ];
  });
}

/** A column that was taken for want of a better one. */
export function guessNotes(
  header: readonly string[],
  { customerId }: ColumnPlaces,
  named: Readonly<Partial<Record<Role, string>>>,
): string[] {
  const column = header[customerId!]!;
  if (named.customerId !== undefined || !isLastResort(column)) return [];
  return [`The customer was guessed to be "${column}", as no other column looks like one; please check. Otherwise: --customer-id "…"`];
}

export function numberNotes({ evidence, doubtful }: NumberReader): string[] {
  if (evidence !== "assumed") return [];
  const point = doubtful!.includes(".");
  const meant = point ? "a decimal point" : "thousands";
  const otherwise = point ? "thousands" : "decimals";
  return [
    `Amounts such as "${doubtful}" were read with ${meant}, as nothing in the file settles it. If they are ${otherwise}: --decimal ","`,
  ];
}

export function encodingNotes({ encoding, guessed, replaced }: DecodedText): string[] {
  if (!replaced) return [];
  const how = encoding === "utf-8" ? `--encoding ${guessed ? "latin-1" : "latin-1, or none"}` : "--encoding utf-8";
  return [`Some letters could not be read as ${encoding} and became "�". If names look wrong: ${how}`];
}
