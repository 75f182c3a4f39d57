package io.pinelink.benchmarks.load;

import java.util.concurrent.CompletionStage;

/** A prepared operation that can be called repeatedly from several threads at once. */
interface Work {
  /** Calls the operation and waits for the response. */
  void run(int turn) throws Exception;

  /** Calls the operation asynchronously. */
  CompletionStage<?> start(int turn) throws Exception;
}
