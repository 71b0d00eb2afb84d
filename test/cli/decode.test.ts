import { describe, expect, test } from "vitest";
import { type DecodedText, decodeText, type Encoding } from "../../src/cli/decode.js";

async function decoded(bytes: Buffer, size: number, encoding?: Encoding): Promise<{ text: string; found: DecodedText }> {
  const found: DecodedText = { encoding, guessed: false, replaced: false };
  async function* chunks(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  let text = "";
  for await (const piece of decodeText(chunks(), found)) text += piece;
  return { text, found };
}

const plain = "abcdefghij".repeat(5);

describe("encodings", () => {
  test.each([
    ["UTF-8", "utf-8", Buffer.from(`${plain}Café 客户 😀${plain}é`, "utf8"), `${plain}Café 客户 😀${plain}é`],
    ["latin-1", "latin-1", Buffer.from(`${plain}Café Müller${plain}é`, "latin1"), `${plain}Café Müller${plain}é`],
    ["windows-1252", "latin-1", Buffer.from([...Buffer.from(plain), 0x80, 0x93, 0xe9, 0x20]), `${plain}€“é `],
    ["UTF-16 with a byte order mark", "utf-16le", Buffer.from(`\ufeffa,é\n`, "utf16le"), "a,é\n"],
  ])("%s is told from the bytes, in chunks of any size", async (_, encoding, bytes, text) => {
    for (const size of [3, 4, 7, 16, 50, 53, bytes.length]) {
      const result = await decoded(bytes, size);
      expect(result.text.replace("\ufeff", "")).toBe(text);
      expect(result.found).toEqual({ encoding, guessed: true, replaced: false });
    }
  });

  test("ASCII needs no guess", async () => {
    expect((await decoded(Buffer.from(plain), 7)).found.encoding).toBeUndefined();
  });

  test("bytes that do not fit what was given are replaced, and that is known", async () => {
    const { found } = await decoded(Buffer.from([0x61, 0xe9, 0x61, 0x62, 0x63]), 5, "utf-8");
    expect(found.replaced).toBe(true);
  });
});
