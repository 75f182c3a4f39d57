package io.pinelink.spi;

import io.pinelink.documents.DeleteDocumentsRequest;
import io.pinelink.documents.DeleteDocumentsResponse;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.ListDocumentsRequest;
import io.pinelink.documents.ListDocumentsResponse;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpdateDocumentsResponse;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsResponse;
import java.util.List;

/** The operations on documents at the host of a document index, over REST only. */
public final class DocumentOperations {
  /** Writes documents, replacing those with the same id. */
  public static final Operation<UpsertDocumentsRequest, UpsertDocumentsResponse> UPSERT_DOCUMENTS =
      idempotent("upsertDocuments", UpsertDocumentsRequest.class, UpsertDocumentsResponse.class);

  /** Finds the documents with the best scores. */
  public static final Operation<SearchDocumentsRequest, SearchDocumentsResponse> SEARCH_DOCUMENTS =
      read("searchDocuments", SearchDocumentsRequest.class, SearchDocumentsResponse.class);

  /** Reads documents by id, or those that match a filter, a page at a time. */
  public static final Operation<FetchDocumentsRequest, FetchDocumentsResponse> FETCH_DOCUMENTS =
      read("fetchDocuments", FetchDocumentsRequest.class, FetchDocumentsResponse.class);

  /** Changes fields of documents. */
  public static final Operation<UpdateDocumentsRequest, UpdateDocumentsResponse> UPDATE_DOCUMENTS =
      idempotent("updateDocuments", UpdateDocumentsRequest.class, UpdateDocumentsResponse.class);

  /** Removes documents. */
  public static final Operation<DeleteDocumentsRequest, DeleteDocumentsResponse> DELETE_DOCUMENTS =
      idempotent("deleteDocuments", DeleteDocumentsRequest.class, DeleteDocumentsResponse.class);

  /** Lists ids of documents, a page at a time. */
  public static final Operation<ListDocumentsRequest, ListDocumentsResponse> LIST_DOCUMENTS =
      read("listDocuments", ListDocumentsRequest.class, ListDocumentsResponse.class);

  static final List<Operation<?, ?>> ALL =
      List.of(
          UPSERT_DOCUMENTS,
          SEARCH_DOCUMENTS,
          FETCH_DOCUMENTS,
          UPDATE_DOCUMENTS,
          DELETE_DOCUMENTS,
          LIST_DOCUMENTS);

  private DocumentOperations() {}

  private static <Q, R> Operation<Q, R> read(String name, Class<Q> request, Class<R> response) {
    return operation(name, request, response, Effect.READ_ONLY);
  }

  private static <Q, R> Operation<Q, R> idempotent(
      String name, Class<Q> request, Class<R> response) {
    return operation(name, request, response, Effect.IDEMPOTENT);
  }

  private static <Q, R> Operation<Q, R> operation(
      String name, Class<Q> request, Class<R> response, Effect effect) {
    return new Operation<>(
            name, request, response, Plane.DATA, effect, "2026-07", Operation.REST_ONLY)
        .onServerlessOnly();
  }
}
