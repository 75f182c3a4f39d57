package io.pinelink.connector;

import io.pinelink.DocumentIndex;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.error.QuotaExhaustedException;
import io.pinelink.routing.Route;
import java.util.Objects;

/** An index of documents, whose limits are in its schema: only the service checks them. */
record DocumentSink(DocumentIndex index) implements SinkIndex {
  @Override
  public Route route() {
    return index.route();
  }

  @Override
  public IndexLimits verify() {
    try {
      // The service may not offer statistics of document indexes.
      var unused = index.probe();
    } catch (QuotaExhaustedException e) {
      // Reads are refused. A write whose own quota is used up fails with the same exception.
    }
    return IndexLimits.UNKNOWN;
  }

  @Override
  public <C> BulkWriter<C> writer(
      IndexLimits limits, BulkOptions.Builder options, BulkWriterListener<C> listener) {
    Objects.requireNonNull(limits, "limits is null");
    Objects.requireNonNull(options, "options is null");
    return index.bulkWriter(options.build(), listener);
  }
}
