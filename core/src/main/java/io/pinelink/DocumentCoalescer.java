package io.pinelink;

import io.pinelink.documents.Document;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsResponse;
import io.pinelink.internal.bulk.targets.RequestSizeEstimate;
import io.pinelink.internal.bulk.targets.UpsertedCount;
import io.pinelink.internal.coalesce.Coalescer;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.spi.DocumentOperations;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Upserts single documents in batches. Documents that many callers write at the same time are sent
 * together, at a fraction of the cost and of the requests that count against the service's rate
 * limit. Get it from {@link DocumentIndex#coalescing(CoalesceOptions)}.
 *
 * <p>A document is sent at once while no batch is in flight. Otherwise documents are collected
 * until the batch in flight is answered, the next batch is full, or its first document has waited
 * as long as the options allow. After a batch has failed, documents are collected although none is
 * in flight. Each caller gets the result of its own document: a batch that the service refuses as
 * invalid is split until only the invalid documents fail. Any other failure applies to all
 * documents of the batch.
 *
 * <p>Thread-safe. It has no thread and need not be closed. Documents that are still waiting when
 * the client is closed fail.
 */
public final class DocumentCoalescer {
  private final Coalescer<Document, UpsertDocumentsResponse> coalescer;

  DocumentCoalescer(
      Function<List<Document>, CompletableFuture<UpsertDocumentsResponse>> upsert,
      CoalesceOptions options,
      Scheduler scheduler,
      Executor completeOn) {
    this.coalescer =
        new Coalescer<>(
            documents ->
                Futures.map(upsert.apply(documents), response -> ofEach(documents, response)),
            RequestSizeEstimate::max,
            options.limits(),
            scheduler,
            completeOn);
  }

  private static UpsertDocumentsResponse ofEach(
      List<Document> documents, UpsertDocumentsResponse response) {
    UpsertedCount.check(
        DocumentOperations.UPSERT_DOCUMENTS,
        response.upsertedCount(),
        documents,
        Document::id,
        response.info());
    return new DocumentResponses.UpsertDocumentsResult(1, response.info());
  }

  /**
   * Upserts a document and waits for the response, for at most the options' wait and the timeout of
   * a call. If the service refuses the batch, the wait is longer, since its halves are then sent
   * one after another. Fails as {@link DocumentIndex#upsert(List)} does, and with a {@link
   * io.pinelink.error.MalformedResponseException} if the response counts fewer documents than the
   * batch has.
   *
   * @return one upserted document; the info belongs to the whole batch
   * @throws IllegalArgumentException if the document came from the service and violates the rules
   *     for requests
   */
  public UpsertDocumentsResponse upsert(Document document) {
    Objects.requireNonNull(document, "document is null");
    return coalescer.sendAndWait(checked(document));
  }

  /**
   * Upserts a document, as {@link #upsert} does, without waiting. Cancelling the future withdraws
   * the document if it is not in flight yet, and has no effect otherwise.
   */
  public CompletableFuture<UpsertDocumentsResponse> upsertAsync(Document document) {
    Objects.requireNonNull(document, "document is null");
    return coalescer.send(checked(document));
  }

  private static Document checked(Document document) {
    return UpsertDocumentsRequest.of(document).documents().get(0);
  }
}
