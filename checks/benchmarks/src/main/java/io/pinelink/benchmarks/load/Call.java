package io.pinelink.benchmarks.load;

/** A measured operation. */
public enum Call {
  /** A batch of vectors with three fields of metadata. */
  UPSERT,
  /** A single vector in an upsert of its own. */
  UPSERT_ONE,
  /** A query by vector; the server decides the number and content of the matches. */
  QUERY,
  /** 100 vectors by their ids. */
  FETCH
}
