package io.pinelink.cli.transfer;

import io.pinelink.DocumentIndex;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.documents.Document;
import io.pinelink.documents.ListDocumentsRequest;
import io.pinelink.files.data.DataReadOptions;
import io.pinelink.files.data.DataReader;
import io.pinelink.files.data.DataWriter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Page;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.namespaces.NamespaceDescription;
import io.pinelink.transfer.ComparisonOptions;
import io.pinelink.transfer.ComparisonReport;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents of a namespace. */
record TransferredDocuments(DocumentIndex index) implements TransferredRows<Document> {
  @Override
  public String unit() {
    return "documents";
  }

  @Override
  public TransferredDocuments inNamespace(String namespace) {
    return new TransferredDocuments(index.namespace(namespace));
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
    ListDocumentsRequest request = ListDocumentsRequest.all();
    return index.list(token == null ? request : request.withPaginationToken(token));
  }

  @Override
  public BulkReport fetch(
      BulkSource<String> ids, BulkOptions options, FetchConsumer<Document> consumer) {
    return index.bulkFetch(ids, options, consumer);
  }

  @Override
  public BulkReport upsert(BulkSource<Document> rows, BulkOptions options) {
    return index.bulkUpsert(rows, options);
  }

  @Override
  public ComparisonReport compare(BulkSource<Document> rows, ComparisonOptions options) {
    return index.compareWith(rows, options);
  }

  @Override
  public DataWriter<Document> writer(Path file) {
    return DataWriter.documents(file);
  }

  @Override
  public DataReader<Document> reader(Path file, DataReadOptions options) {
    return DataReader.documents(file, options);
  }
}
