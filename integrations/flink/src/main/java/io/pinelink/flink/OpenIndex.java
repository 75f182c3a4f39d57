package io.pinelink.flink;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import java.io.Serializable;

/** The index of a sink, which a client opens on a worker. */
interface OpenIndex extends Serializable {
  /** Opens a writer of changes to the index. For an index given by name, this looks up its host. */
  BulkWriter<BulkChange> writer(
      Pinelink client, BulkOptions options, BulkWriterListener<BulkChange> listener);
}
