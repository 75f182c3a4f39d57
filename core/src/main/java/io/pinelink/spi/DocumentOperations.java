package io.pinelink.spi;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations on documents at the host of a document index, over REST only. */
public final class DocumentOperations {
  static final OperationArea AREA =
      new OperationArea(Plane.DATA, Operation.REST_ONLY, DocumentOperations::facts)
          .onServerlessOnly();

  /** Writes documents, replacing those with the same id. */
  public static final Operation<UpsertDocumentsRequest, UpsertResponse> UPSERT_DOCUMENTS =
      AREA.idempotent(
          "2026-07", "upsertDocuments", UpsertDocumentsRequest.class, UpsertResponse.class);

  /** Finds the documents with the best scores. */
  public static final Operation<SearchDocumentsRequest, SearchDocumentsResponse> SEARCH_DOCUMENTS =
      AREA.read(
          "2026-07",
          "searchDocuments",
          SearchDocumentsRequest.class,
          SearchDocumentsResponse.class);

  /** Reads documents by id, or those that match a filter, a page at a time. */
  public static final Operation<FetchDocumentsRequest, FetchDocumentsResponse> FETCH_DOCUMENTS =
      AREA.read(
          "2026-07", "fetchDocuments", FetchDocumentsRequest.class, FetchDocumentsResponse.class);

  /** Changes fields of documents. */
  public static final Operation<UpdateDocumentsRequest, UpdateResponse> UPDATE_DOCUMENTS =
      AREA.idempotent(
          "2026-07", "updateDocuments", UpdateDocumentsRequest.class, UpdateResponse.class);

  /** Removes documents. */
  public static final Operation<DeleteRequest, DeleteResponse> DELETE_DOCUMENTS =
      AREA.idempotent("2026-07", "deleteDocuments", DeleteRequest.class, DeleteResponse.class);

  /** Lists ids of documents, a page at a time. */
  public static final Operation<ListIdsRequest, ListIdsResponse> LIST_DOCUMENTS =
      AREA.read("2026-07", "listDocuments", ListIdsRequest.class, ListIdsResponse.class);

  private DocumentOperations() {}

  /**
   * Returns the facts of an operation. A response can be the one to its request if it has no
   * document that was not asked for, none twice, and no more than were asked for.
   *
   * <p>The number of documents in a page of a fetch by filter is not checked, since sources
   * disagree on whether the service follows the limit.
   */
  private static @Nullable OperationFacts<?, ?> facts(String operation) {
    return switch (operation) {
      case "upsertDocuments" ->
          OperationFacts.of(UPSERT_DOCUMENTS)
              .subject(DocumentOperations::upserted)
              .batchSize(request -> request.documents().size());
      case "searchDocuments" ->
          OperationFacts.of(SEARCH_DOCUMENTS)
              .subject(DocumentOperations::found)
              .rows(response -> response.matches().size());
      case "fetchDocuments" ->
          OperationFacts.of(FETCH_DOCUMENTS)
              .subject(DocumentOperations::fetched)
              .batchSize(request -> request.ids().size());
      case "updateDocuments" ->
          OperationFacts.of(UPDATE_DOCUMENTS)
              .subject(DocumentOperations::updated)
              .batchSize(request -> request.updates().size());
      case "deleteDocuments" ->
          OperationFacts.of(DELETE_DOCUMENTS)
              .subject(DocumentOperations::deleted)
              .batchSize(request -> request.ids().size());
      case "listDocuments" -> OperationFacts.of(LIST_DOCUMENTS).subject(DocumentOperations::listed);
      default -> null;
    };
  }

  private static @Nullable String fetched(
      FetchDocumentsRequest request, FetchDocumentsResponse response) {
    if (request.filter().isEmpty()) {
      Set<String> asked = new HashSet<>(request.ids());
      for (Document document : response.items()) {
        if (!asked.contains(document.id())) {
          return "the answer has document %s, which was not asked for"
              .formatted(OperationFacts.quote(document.id()));
        }
      }
    }
    return repeated(response.items(), Document::id);
  }

  private static @Nullable String found(
      SearchDocumentsRequest request, SearchDocumentsResponse response) {
    String tooMany = OperationFacts.tooMany("matches", response.matches().size(), request.topK());
    return tooMany == null ? repeated(response.matches(), DocumentMatch::id) : tooMany;
  }

  private static @Nullable String listed(ListIdsRequest request, ListIdsResponse response) {
    List<String> ids = response.items();
    String wrong = OperationFacts.withoutPrefix(ids, request.prefix().orElse(""));
    if (wrong == null) {
      wrong = OperationFacts.tooMany("ids", ids.size(), request.limit().orElse(Integer.MAX_VALUE));
    }
    return wrong == null ? repeated(ids, id -> id) : wrong;
  }

  private static @Nullable String upserted(
      UpsertDocumentsRequest request, UpsertResponse response) {
    return excess("upserted", response.upsertedCount(), request.documents().size());
  }

  private static @Nullable String updated(UpdateDocumentsRequest request, UpdateResponse response) {
    return matched(response.matchedRecords(), request.updates().size());
  }

  private static @Nullable String deleted(DeleteRequest request, DeleteResponse response) {
    return matched(response.matchedRecords(), request.ids().size());
  }

  /**
   * Checks the number of documents that a write matched.
   *
   * @param asked the number of documents that the request names; 0 if it names none
   */
  private static @Nullable String matched(OptionalLong matched, int asked) {
    return asked == 0 || matched.isEmpty() ? null : excess("matched", matched.getAsLong(), asked);
  }

  private static @Nullable String excess(String verb, long answered, int asked) {
    return answered > asked
        ? "the answer counts " + answered + " " + verb + " documents, the request has " + asked
        : null;
  }

  private static <T> @Nullable String repeated(List<T> elements, Function<T, String> id) {
    Set<String> seen = new HashSet<>();
    for (T element : elements) {
      if (!seen.add(id.apply(element))) {
        return "the answer has document " + OperationFacts.quote(id.apply(element)) + " twice";
      }
    }
    return null;
  }
}
