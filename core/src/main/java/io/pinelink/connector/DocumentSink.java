package io.pinelink.connector;

import io.pinelink.DocumentIndex;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
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
    return IndexLimits.of(index.describeIndexStats());
  }

  @Override
  public <C> BulkWriter<C> writer(
      IndexLimits limits, BulkOptions.Builder options, BulkWriterListener<C> listener) {
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(options, "options");
    return index.bulkWriter(options.build(), listener);
  }
}
