package io.pinelink.kafkaconnect;

import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;

/** The indexes of a task, with its client. */
interface TaskIndexes extends AutoCloseable {
  /**
   * Checks that an index exists and can be reached on a route that the policy allows, and logs the
   * route for the first time.
   *
   * @throws io.pinelink.error.PinelinkException if the check failed
   * @throws IllegalArgumentException if the policy or a rule refuses the index
   */
  void check(String name);

  /**
   * Checks an index, and opens a writer to it.
   *
   * @throws io.pinelink.error.PinelinkException if the index cannot be opened
   * @throws IllegalArgumentException if the policy or a rule refuses the index
   */
  BulkWriter<PendingRecord> writer(String name, BulkWriterListener<PendingRecord> listener);

  /** Returns the number of calls to indexes over public routes. */
  long publicCalls();

  /** Closes the client. */
  @Override
  void close();
}
