package io.pinelink.connector;

import io.pinelink.Index;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.routing.Route;
import java.util.Objects;

/** An index of vectors or records. */
record VectorSink(Index index) implements SinkIndex {
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
    Objects.requireNonNull(limits, "limits is null");
    Objects.requireNonNull(options, "options is null");
    options.checkChanges(new RefreshedLimits(limits, this::verify, System::nanoTime));
    return index.bulkWriter(options.build(), listener);
  }
}
