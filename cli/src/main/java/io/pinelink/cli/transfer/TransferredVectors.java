package io.pinelink.cli.transfer;

import io.pinelink.Index;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.files.data.DataReadOptions;
import io.pinelink.files.data.DataReader;
import io.pinelink.files.data.DataWriter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Page;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.transfer.ComparisonOptions;
import io.pinelink.transfer.ComparisonReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The vectors of a namespace. */
record TransferredVectors(Index index) implements TransferredRows<Vector> {
  @Override
  public String unit() {
    return "vectors";
  }

  @Override
  public TransferredVectors inNamespace(String namespace) {
    return new TransferredVectors(index.namespace(namespace));
  }

  @Override
  public List<String> namespaces() {
    return index.namespaces().listAll(ListNamespacesRequest.all()).stream()
        .map(NamespaceDescription::name)
        .sorted()
        .toList();
  }

  @Override
  public IndexStats stats() {
    return index.describeIndexStats();
  }

  @Override
  public Page<String> page(@Nullable String token) {
    ListIdsRequest request = ListIdsRequest.all();
    return index.listIds(token == null ? request : request.withPaginationToken(token));
  }

  @Override
  public BulkReport fetch(
      BulkSource<String> ids, BulkOptions options, FetchConsumer<Vector> consumer) {
    return index.bulkFetch(ids, options, consumer);
  }

  @Override
  public BulkReport upsert(BulkSource<Vector> rows, BulkOptions options) {
    return index.bulkUpsert(rows, options);
  }

  @Override
  public ComparisonReport compare(BulkSource<Vector> rows, ComparisonOptions options) {
    return index.compareWith(rows, options);
  }

  @Override
  public DataWriter<Vector> writer(Path file) {
    return DataWriter.vectors(file);
  }

  @Override
  public DataReader<Vector> reader(Path file, DataReadOptions options) {
    return DataReader.vectors(file, options);
  }
}
