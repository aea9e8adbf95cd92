// The only names beyond ECMAScript that package sources may use: present in every browser, worker and Node.
// They must not appear in public types (the consumer proof compiles without them).

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
  encodeInto(text: string, into: Uint8Array): { readonly read: number; readonly written: number };
}
