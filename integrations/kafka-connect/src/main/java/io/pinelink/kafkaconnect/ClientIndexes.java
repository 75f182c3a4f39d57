package io.pinelink.kafkaconnect;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.connector.ConnectorMetrics;

/** Opens indexes with a client of their own. */
final class ClientIndexes implements TaskIndexes {
  private final SinkConfig config;
  private final Pinelink client;
  private final SinkCounts counts;

  /** Creates the client, which the caller closes with this object. */
  ClientIndexes(SinkConfig config, SinkCounts counts) {
    this.config = config;
    this.client = config.connector().client().build();
    this.counts = counts;
  }

  @Override
  public void check(String name) {
    config.target(name).verify(client);
  }

  @Override
  public BulkWriter<PendingRecord> writer(String name, BulkWriterListener<PendingRecord> listener) {
    BulkOptions options =
        config.connector().bulk().maxFailuresKept(0).listener(new WriterMeter(counts)).build();
    return config.target(name).writer(client, options, listener);
  }

  @Override
  public long publicCalls() {
    return ConnectorMetrics.publicCalls(client);
  }

  @Override
  public void close() {
    client.close();
  }
}
