package io.pinelink.connector;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.routing.Route;

/** An index that a connector has opened to write, by {@link IndexTarget#sink}. Thread-safe. */
public sealed interface SinkIndex permits VectorSink, DocumentSink {
  /** Returns the route to the index, which a connector logs at its start. */
  Route route();

  /**
   * Asks for the statistics of the index, so that a connector fails at its start if the index does
   * not exist, or cannot be reached on a route that the policy allows. A document index is probed,
   * as {@link io.pinelink.DocumentIndex#probe} does, and may refuse reads for a monthly quota.
   *
   * @return the limits of the index, for {@link #writer}
   * @throws io.pinelink.error.PinelinkException if the call failed
   */
  IndexLimits verify();

  /**
   * Opens a writer. It refuses changes that the service would refuse by the limits of the index
   * before it takes them, so that each of them is reported, even if a later change of its id
   * follows. The limits are read again before a change is refused for them, at most once in ten
   * seconds, on the thread that writes, to which a failure of that call is thrown.
   *
   * @param limits what {@link #verify} returned, here or in another process
   * @param options more options; a check of the limits is added
   * @throws IllegalArgumentException as {@link io.pinelink.Index#bulkWriter} and {@link
   *     io.pinelink.DocumentIndex#bulkWriter} throw it
   */
  <C> BulkWriter<C> writer(
      IndexLimits limits, BulkOptions.Builder options, BulkWriterListener<C> listener);
}
