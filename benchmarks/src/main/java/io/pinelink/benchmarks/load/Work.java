package io.pinelink.benchmarks.load;

import java.util.concurrent.CompletionStage;

/** A call that can be made again and again, from several threads at once. */
interface Work {
  /** Makes it and waits for the answer. */
  void run(int turn) throws Exception;

  /** Makes it, and answers later. */
  CompletionStage<?> start(int turn) throws Exception;
}
