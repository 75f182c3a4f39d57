package io.pinelink.kafkaconnect;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.bulk.BulkWriterListener;
import io.pinelink.kafkaconnect.RecordOptions.Kind;
import io.pinelink.routing.Route;

/** Opens indexes with a client of their own. */
final class ClientIndexes implements TaskIndexes {
  private final Pinelink client;
  private final Kind kind;
  private final String host;
  private final BulkOptions options;

  /** Creates the client, which the caller closes with this object. */
  ClientIndexes(SinkConfig config) {
    this.client = config.client();
    this.kind = RecordConverter.kind(config);
    this.host = config.getString(RecordOptions.INDEX_HOST);
    this.options = DeliveryOptions.bulkOptions(config);
  }

  @Override
  public void check(String name) {
    if (kind == Kind.DOCUMENTS) {
      var unused = documents(name).describeIndexStats();
    } else {
      var unused = vectors(name).describeIndexStats();
    }
  }

  @Override
  public BulkWriter<PendingRecord> writer(String name, BulkWriterListener<PendingRecord> listener) {
    return kind == Kind.DOCUMENTS
        ? documents(name).bulkWriter(options, listener)
        : vectors(name).bulkWriter(options, listener);
  }

  private DocumentIndex documents(String name) {
    return host.isEmpty() ? client.documents(name) : client.documentsAt(host);
  }

  private Index vectors(String name) {
    if (kind == Kind.RECORDS) {
      return (host.isEmpty() ? client.records(name) : client.recordsAt(host)).index();
    }
    return host.isEmpty() ? client.index(name) : client.indexAt(host);
  }

  @Override
  public long publicCalls() {
    return client.routeCounts().stream()
        .filter(count -> !count.controlPlane() && count.kind() == Route.Kind.PUBLIC)
        .mapToLong(count -> count.calls())
        .sum();
  }

  @Override
  public void close() {
    client.close();
  }
}
