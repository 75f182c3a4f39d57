package io.pinelink.benchmarks.load;

/** A measured client, which lives as long as its process. */
interface BenchmarkSubject {
  /** The number of different requests, so that they do not all fit in a CPU cache. */
  int VARIETY = 20;

  /** The number of matches that a query requests; the sink decides the response. */
  int TOP_K = 10;

  /** The number of vectors that a fetch requests. */
  int FETCHED = 100;

  /** Returns an operation with its requests prepared. */
  Work work(Call call, Shape shape) throws Exception;

  /**
   * Opens one more index whose host is never called. The returned object references everything that
   * the index needs.
   */
  Object openIndex(int number) throws Exception;
}
