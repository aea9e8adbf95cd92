/** A value that survives JSON unchanged: no NaN, no infinities, no undefined, no class instances. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };
