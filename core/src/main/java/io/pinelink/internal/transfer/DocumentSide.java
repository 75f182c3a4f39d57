package io.pinelink.internal.transfer;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.ListDocumentsRequest;
import io.pinelink.internal.bulk.targets.BulkOperations;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.Page;
import io.pinelink.spi.DocumentOperations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A namespace of documents. */
public record DocumentSide(Caller caller) implements NamespaceSide<Document> {
  private static final Executor SOURCES = new DaemonThreadExecutor("pinelink-copy-source");

  @Override
  public DocumentSide inNamespace(String namespace) {
    return new DocumentSide(caller.inNamespace(namespace));
  }

  @Override
  public String description() {
    return BulkOperations.publicHost(caller);
  }

  @Override
  public String id(Document document) {
    return document.id();
  }

  @Override
  public CompletableFuture<? extends Page<String>> page(@Nullable String token) {
    ListDocumentsRequest request = ListDocumentsRequest.all();
    return caller
        .inPlace()
        .call(
            DocumentOperations.LIST_DOCUMENTS,
            token == null ? request : request.withPaginationToken(token));
  }

  @Override
  public CompletableFuture<BulkReport> fetch(
      BulkSource<String> ids, BulkOptions options, SideConsumer<Document> consumer) {
    FetchConsumer<Document> receiver =
        new FetchConsumer<>() {
          @Override
          public void found(Document document) {
            consumer.found(document);
          }

          @Override
          public void missing(String id) {
            consumer.missing(id);
          }
        };
    return operations().fetchDocuments(ids, options, receiver, executor()).start(SOURCES);
  }

  @Override
  public Map<String, Document> fetchNow(List<String> ids) {
    return Futures.await(
            caller.call(DocumentOperations.FETCH_DOCUMENTS, FetchDocumentsRequest.byIds(ids)))
        .byId();
  }

  @Override
  public CompletableFuture<BulkReport> upsert(
      BulkSource<Document> documents, BulkOptions options, Consumer<List<String>> accepted) {
    return operations().upsertDocuments(documents, options, executor(), accepted).start(SOURCES);
  }

  @Override
  public CompletableFuture<BulkReport> delete(BulkSource<String> ids, BulkOptions options) {
    return operations().deleteDocuments(ids, options, executor()).start(SOURCES);
  }

  private BulkOperations operations() {
    return new BulkOperations(caller.inPlace());
  }

  private Executor executor() {
    return caller.completeOn();
  }

  @Override
  public long checksum(Document document) {
    return Checksum.ofMembers(document.fields().asMap());
  }

  @Override
  public Map<String, Long> parts(Document document) {
    Map<String, Long> parts = new LinkedHashMap<>();
    document
        .fields()
        .asMap()
        .forEach((name, value) -> parts.put("field '" + name + "'", Checksum.ofValue(value)));
    return parts;
  }
}
