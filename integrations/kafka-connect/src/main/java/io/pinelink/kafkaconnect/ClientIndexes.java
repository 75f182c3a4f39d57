package io.pinelink.kafkaconnect;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.connector.SinkIndex;
import io.pinelink.connector.internal.ConnectorMetrics;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens indexes with a client of their own. */
final class ClientIndexes implements TaskIndexes {
  private static final Logger LOG = LoggerFactory.getLogger(ClientIndexes.class);

  private final SinkConfig config;
  private final Pinelink client;
  private final SinkCounts counts;

  /** The indexes whose routes were logged. */
  private final Set<String> logged = new HashSet<>();

  /** Creates the client, which the caller closes with this object. */
  ClientIndexes(SinkConfig config, SinkCounts counts) {
    this.config = config;
    this.client = config.connector().client().build();
    this.counts = counts;
  }

  private SinkIndex open(String name) {
    SinkIndex index = config.target(name).sink(client);
    if (logged.add(name)) {
      LOG.info("Index {} is written over this route: {}", config.target(name), index.route());
    }
    return index;
  }

  @Override
  public void check(String name) {
    var unused = open(name).verify();
  }

  @Override
  public BulkWriter<PendingRecord> writer(String name, BulkWriterListener<PendingRecord> listener) {
    BulkOptions.Builder options =
        config.connector().bulk().maxFailuresKept(0).listener(new WriterMeter(counts));
    SinkIndex index = open(name);
    return index.writer(index.verify(), options, listener);
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
