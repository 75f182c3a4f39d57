package io.pinelink.benchmarks.load;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A prepared operation that can be called repeatedly from several threads at once.
 *
 * @param requests the prepared requests, which take turns
 * @param sync calls the operation and waits for the response
 * @param async calls the operation asynchronously
 */
record Work<Q>(List<Q> requests, Sync<Q> sync, Async<Q> async) {
  /** A call that waits for its response. */
  interface Sync<Q> {
    void call(Q request) throws Exception;
  }

  /** A call that does not wait. */
  interface Async<Q> {
    CompletionStage<?> call(Q request);
  }

  void run(int turn) throws Exception {
    sync.call(requests.get(turn % requests.size()));
  }

  CompletionStage<?> start(int turn) {
    return async.call(requests.get(turn % requests.size()));
  }
}
