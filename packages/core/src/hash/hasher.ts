/** SHA-256 port. The portable default is pure JavaScript; the `node` entry has Node's. */
export interface Hasher {
  /** Lower-case hex SHA-256 of the UTF-8 encoding of `text`. */
  sha256(text: string): string;
}
