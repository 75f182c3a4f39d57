package io.pinelink.benchmarks.load;

/** What is called. */
public enum Call {
  /** A batch of vectors with three fields of metadata. */
  UPSERT,
  /** One vector, by an upsert of its own. */
  UPSERT_ONE,
  /** The nearest vectors to one; how many and with what is the server's answer. */
  QUERY,
  /** 100 vectors by their ids. */
  FETCH
}
