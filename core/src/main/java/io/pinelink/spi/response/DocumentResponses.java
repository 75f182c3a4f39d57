package io.pinelink.spi.response;

import io.pinelink.documents.DeleteDocumentsResponse;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentBridge;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMapper;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.HybridMatch;
import io.pinelink.documents.HybridMatch.Placement;
import io.pinelink.documents.HybridSearchResponse;
import io.pinelink.documents.ListDocumentsResponse;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.TypedFetchResponse;
import io.pinelink.documents.TypedMatch;
import io.pinelink.documents.TypedSearchResponse;
import io.pinelink.documents.UpdateDocumentsResponse;
import io.pinelink.documents.UpsertDocumentsResponse;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Creates the responses about documents. For transports, and for tests that stand in for them. */
public final class DocumentResponses extends DocumentBridge {
  private DocumentResponses() {}

  /**
   * Creates fields without checks. They may violate the rules for requests.
   *
   * @param values each a String, a Double, a Boolean, a list of Strings, {@link
   *     io.pinelink.model.DenseValues}, {@link io.pinelink.model.SparseValues}, or any other JSON
   *     value as a List, a Map or null; the map is not copied and belongs to the fields afterwards,
   *     and Lists and Maps in it are unmodifiable
   */
  public static DocumentFields fields(Map<String, @Nullable Object> values) {
    Objects.requireNonNull(values, "values is null");
    return receivedFields(values);
  }

  /** Creates the response to a search. */
  public static SearchDocumentsResponse search(
      List<DocumentMatch> matches,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Optional<DenseColumns> columns,
      ResponseInfo info) {
    return new SearchDocumentsResult(matches, namespace, readUnits, egressBytes, columns, info);
  }

  /** Creates the response to a search, without egress and columns. */
  public static SearchDocumentsResponse search(
      List<DocumentMatch> matches, String namespace, OptionalLong readUnits, ResponseInfo info) {
    return new SearchDocumentsResult(
        matches, namespace, readUnits, OptionalLong.empty(), Optional.empty(), info);
  }

  /** Creates the response to a fetch by id. */
  public static FetchDocumentsResponse fetch(
      List<Document> items,
      Optional<String> nextToken,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Optional<DenseColumns> columns,
      ResponseInfo info) {
    return new FetchDocumentsResult(
        items, nextToken, namespace, readUnits, egressBytes, columns, info);
  }

  /** Creates the response to a fetch by id, without egress and columns. */
  public static FetchDocumentsResponse fetch(
      List<Document> items,
      Optional<String> nextToken,
      String namespace,
      OptionalLong readUnits,
      ResponseInfo info) {
    return new FetchDocumentsResult(
        items, nextToken, namespace, readUnits, OptionalLong.empty(), Optional.empty(), info);
  }

  /** Creates a page of ids of documents. */
  public static ListDocumentsResponse list(
      List<String> items,
      Optional<String> nextToken,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      ResponseInfo info) {
    return new ListDocumentsResult(items, nextToken, namespace, readUnits, egressBytes, info);
  }

  /** Creates the response to an upsert. */
  public static UpsertDocumentsResponse upsert(long upsertedCount, ResponseInfo info) {
    return new UpsertDocumentsResult(upsertedCount, info);
  }

  /** Creates the response to an update. */
  public static UpdateDocumentsResponse update(OptionalLong matchedRecords, ResponseInfo info) {
    return new UpdateDocumentsResult(matchedRecords, info);
  }

  /** Creates the response to a delete. */
  public static DeleteDocumentsResponse delete(OptionalLong matchedRecords, ResponseInfo info) {
    return new DeleteDocumentsResult(matchedRecords, info);
  }

  /** Creates the response to a hybrid search. */
  public static HybridSearchResponse hybridSearch(
      List<HybridMatch> matches,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Map<String, List<ResponseInfo>> infos) {
    return new HybridSearchResult(matches, readUnits, egressBytes, infos);
  }

  /** Returns the response of a search with its matches as records. */
  public static <T extends Record> TypedSearchResponse<T> typed(
      SearchDocumentsResponse response, DocumentMapper<T> mapper) {
    Objects.requireNonNull(response, "response is null");
    Objects.requireNonNull(mapper, "mapper is null");
    return new TypedSearchResult<>(
        response.matches().stream()
            .map(
                match ->
                    typedMatch(match.id(), match.score(), mapper.fromDocument(match.document())))
            .toList(),
        response.namespace(),
        response.readUnits(),
        response.egressBytes(),
        response.info());
  }

  /** Returns the response of a fetch with its documents as records. */
  public static <T extends Record> TypedFetchResponse<T> typed(
      FetchDocumentsResponse response, DocumentMapper<T> mapper) {
    Objects.requireNonNull(response, "response is null");
    Objects.requireNonNull(mapper, "mapper is null");
    return new TypedFetchResult<>(
        response.items().stream().map(mapper::fromDocument).toList(),
        response.nextToken(),
        response.namespace(),
        response.readUnits(),
        response.egressBytes(),
        response.info());
  }

  /** Creates a document that a search found. */
  public static DocumentMatch match(String id, OptionalDouble score, DocumentFields fields) {
    return new DocumentMatchResult(id, score, fields);
  }

  /** Creates the place of a document in the ranking of one search. */
  public static Placement placement(int rank, OptionalDouble score) {
    return new PlacementResult(rank, score);
  }

  /** Creates a document that a hybrid search found. */
  public static HybridMatch hybridMatch(
      String id,
      String namespace,
      double score,
      Map<String, Placement> ranks,
      DocumentFields fields) {
    return new HybridMatchResult(id, namespace, score, ranks, fields);
  }

  /** Creates a document that a search found, as a record. */
  public static <T extends Record> TypedMatch<T> typedMatch(
      String id, OptionalDouble score, T value) {
    return new TypedMatchResult<>(id, score, value);
  }
}
