import { badFile } from "./mistakes.js";

export const ROLES = [
  "customerId",
  "date",
  "amount",
  "unitPrice",
  "quantity",
  "orderId",
  "productId",
  "category",
  "channel",
  "discount",
  "cost",
  "currency",
] as const;
export type Role = (typeof ROLES)[number];

/** Where each role stands in a row. */
export type ColumnPlaces = Readonly<Partial<Record<Role, number>>>;

/** Names as shops export them, the likeliest first; compared without case, accents, spaces and signs. */
const NAMES: Readonly<Partial<Record<Role, string>>> = {
  customerId: `customer_id customer customer_no customer_number customer_key cust_id client_id client user_id member_id buyer_id
    account_id contact_id shopper_id kundennummer kundennr kunden_id kunde numero_client id_client code_client id_cliente
    cliente_id cliente codice_cliente klant_id klantnummer klant kundnummer cliente_codigo customer_email email email_address
    e-mail billing_email customer_name client_name kundenname 客户编号 客户id 客户号 会员id 会员编号 会员号 会员卡号 用户id 用户编号
    顾客id 顾客编号 买家id 买家会员名 买家昵称 客户 客户名称 顧客id 顧客番号 会員id 고객id 고객번호
    name`,
  date: `invoice_date order_date purchase_date transaction_date sale_date sales_date date_of_purchase date created_at ordered_at
    purchased_at paid_at order_created_at date_created order_datetime datetime timestamp order_time transaction_time
    invoice_datetime processed_at day bestelldatum rechnungsdatum kaufdatum auftragsdatum datum date_commande date_de_commande
    date_facture date_achat fecha_pedido fecha_compra fecha_factura fecha data_ordine data_pedido data_acquisto data_compra data
    orderdatum aankoopdatum 订单日期 下单日期 下单时间 交易日期 交易时间 购买日期 购买时间 消费日期 消费时间 订单创建时间 付款时间
    订单付款时间 支付时间 日期 时间 注文日 購入日 주문일`,
  amount: `amount line_total line_amount total_amount order_amount order_total order_value total_price total_sales net_amount
    net_sales transaction_amount sales_amount revenue sales grand_total total spend spent amount_paid paid_amount monetary
    turnover value subtotal betrag gesamtbetrag rechnungsbetrag umsatz summe montant montant_total total_ttc chiffre_d_affaires
    importe importe_total monto importo totale valor valor_total bedrag omzet 订单金额 实付金额 实际支付金额 支付金额 买家实际支付金额
    交易金额 消费金额 销售金额 销售额 总金额 金额 总价 売上 売上金額 金額 購入金額 결제금액`,
  unitPrice: `unit_price price_per_unit price item_price line_item_price lineitem_price selling_price einzelpreis stückpreis
    preis prix_unitaire prix precio_unitario precio prezzo_unitario prezzo preco_unitario preco stukprijs prijs 单价 价格 単価`,
  quantity: `quantity qty units item_quantity line_item_quantity lineitem_quantity order_quantity quantity_ordered menge anzahl
    stückzahl quantité quantite cantidad quantità quantidade aantal 数量 购买数量 商品数量`,
  orderId: `invoice_no invoice invoice_id invoice_number order_id order_no order_number order_name order transaction_id
    receipt_id bestellnummer rechnungsnummer auftragsnummer numero_commande commande numero_pedido pedido numero_ordine
    订单编号 订单号 订单id 交易号 注文番号`,
  productId: `stock_code sku product_id product_code item_id item_code lineitem_sku article_no product artikelnummer artikel
    reference_produit codigo_producto 商品编号 商品编码 商品id 产品编号`,
  category: "category product_category product_type department kategorie warengruppe categorie categoria 类别 品类 商品类别",
  channel: "channel sales_channel source kanal canal 渠道",
  discount: "discount discount_amount rabatt remise descuento sconto 折扣 优惠金额",
  cost: "cost cost_of_goods total_cost cogs kosten cout coste costo 成本",
  currency: "currency currency_code ccy 币种 货币 幣種 währung waehrung devise moneda valuta moeda 通貨 통화",
};

/** The name without what people vary: case, accents, spaces and signs. */
function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}

/** The customer when no other column looks like one, though shops call products and orders "name" too. */
export function isLastResort(name: string): boolean {
  return plainName(name) === "name";
}

/** The column of the likeliest name for a role. */
export function guessColumn(header: readonly string[], role: Role): number | undefined {
  const plain = header.map(plainName);
  for (const name of (NAMES[role] ?? "").split(/\s+/)) {
    const at = plain.indexOf(plainName(name));
    if (at !== -1) return at;
  }
  return undefined;
}

/** The column a user named, exactly or but for case and signs. */
export function namedColumn(header: readonly string[], name: string, flag: string): number {
  const exact = header.indexOf(name);
  if (exact !== -1) return exact;
  const close = header.findIndex((column) => plainName(column) !== "" && plainName(column) === plainName(name));
  return close !== -1 ? close : badFile(`There is no column "${name}" (${flag}). ${columnsFound(header)}`);
}

export function columnsFound(header: readonly string[]): string {
  return `The columns of the file are: ${header.map((column) => JSON.stringify(column)).join(", ")}.`;
}

export const FLAGS: Readonly<Record<Role, string>> = {
  customerId: "--customer-id",
  date: "--date",
  amount: "--amount",
  unitPrice: "--unit-price",
  quantity: "--quantity",
  orderId: "--order-id",
  productId: "--product-id",
  category: "--category",
  channel: "--channel",
  discount: "--discount",
  cost: "--cost",
  currency: "--currency",
};

/** What the user named and, where it is silent, what the header suggests. `wanted` are the optional roles worth a guess. */
export function resolveColumns(
  header: readonly string[],
  named: Readonly<Partial<Record<Role, string>>>,
  wanted: readonly Role[],
): ColumnPlaces {
  const places: Partial<Record<Role, number>> = {};
  for (const role of ROLES) {
    const name = named[role];
    if (name !== undefined) places[role] = namedColumn(header, name, FLAGS[role]);
  }
  const guess = (role: Role): boolean => {
    const at = places[role] ?? guessColumn(header, role);
    if (at === undefined) return false;
    places[role] = at;
    return true;
  };
  for (const role of ["customerId", "date"] as const) if (!guess(role)) missing(header, role);
  if (places.unitPrice !== undefined) {
    if (!guess("quantity")) badFile(`--unit-price needs a quantity: name its column with --quantity. ${columnsFound(header)}`);
  } else if (!guess("amount")) {
    if (!(guess("unitPrice") && (guess("quantity") || lonePrice()))) missing(header, "amount");
  }
  for (const role of wanted) guess(role);
  // Always, so that money of two currencies is never added up.
  guess("currency");
  return places;

  /** Without quantities a price is what was paid. */
  function lonePrice(): boolean {
    places.amount = places.unitPrice!;
    delete places.unitPrice;
    return true;
  }
}

const SOUGHT = { customerId: "customer", date: "date", amount: "amount", orderId: "order" } as const;

export function missing(header: readonly string[], role: keyof typeof SOUGHT): never {
  const how = role === "amount" ? '--amount "…", or --unit-price "…" --quantity "…"' : `${FLAGS[role]} "…"`;
  return badFile(
    `No column was recognised as the ${SOUGHT[role]}. Name it: ${how}. ${columnsFound(header)} The first line must hold the names.`,
  );
}
