package io.pinelink.internal.response;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMapper;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.HybridMatch;
import io.pinelink.documents.HybridMatch.Placement;
import io.pinelink.documents.HybridSearchResponse;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.documents.TypedFetchResponse;
import io.pinelink.documents.TypedMatch;
import io.pinelink.documents.TypedSearchResponse;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.ResponseInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The records behind the responses about documents, and what creates fields without checks. */
public final class DocumentResponses {
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
    return values.isEmpty() ? DocumentFields.empty() : new ReceivedFields(values);
  }

  /** Returns the response of a search with its matches as records. */
  public static <T extends Record> TypedSearchResponse<T> typed(
      SearchDocumentsResponse response, DocumentMapper<T> mapper) {
    Objects.requireNonNull(response, "response is null");
    Objects.requireNonNull(mapper, "mapper is null");
    return new TypedSearchResult<>(
        response.matches().stream()
            .<TypedMatch<T>>map(
                match ->
                    new TypedMatchResult<>(
                        match.id(), match.score(), mapper.fromDocument(match.document())))
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

  public record SearchDocumentsResult(
      List<DocumentMatch> matches,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Optional<DenseColumns> columns,
      ResponseInfo info)
      implements SearchDocumentsResponse {
    public SearchDocumentsResult {
      matches = Check.copy("matches", matches);
    }
  }

  public record FetchDocumentsResult(
      List<Document> items,
      Optional<String> nextToken,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Optional<DenseColumns> columns,
      ResponseInfo info)
      implements FetchDocumentsResponse {
    public FetchDocumentsResult {
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  public record HybridSearchResult(
      List<HybridMatch> matches,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Map<String, List<ResponseInfo>> infos)
      implements HybridSearchResponse {
    public HybridSearchResult {
      matches = Check.copy("matches", matches);
      Map<String, List<ResponseInfo>> copy = new LinkedHashMap<>();
      infos.forEach((name, list) -> copy.put(name, List.copyOf(list)));
      infos = Collections.unmodifiableMap(copy);
    }

    /** Returns the number of matches, not the content of documents. */
    @Override
    public String toString() {
      return "HybridSearchResponse[" + matches.size() + " matches]";
    }
  }

  public record TypedSearchResult<T extends Record>(
      List<TypedMatch<T>> matches,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      ResponseInfo info)
      implements TypedSearchResponse<T> {
    public TypedSearchResult {
      matches = Check.copy("matches", matches);
    }
  }

  public record TypedFetchResult<T extends Record>(
      List<T> items,
      Optional<String> nextToken,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      ResponseInfo info)
      implements TypedFetchResponse<T> {
    public TypedFetchResult {
      items = Check.copy("items", items);
    }

    /** Returns the number of records, not the records. */
    @Override
    public String toString() {
      return "TypedFetchResponse[" + items.size() + " records, namespace '" + namespace + "']";
    }
  }

  public record DocumentMatchResult(String id, OptionalDouble score, DocumentFields fields)
      implements DocumentMatch {
    @Override
    public Document document() {
      return new Document(id, fields);
    }

    /** Returns the id and the score. */
    @Override
    public String toString() {
      return "DocumentMatch[" + id + ", " + score + "]";
    }
  }

  public record PlacementResult(int rank, OptionalDouble score) implements Placement {}

  public record HybridMatchResult(
      String id,
      String namespace,
      double score,
      Map<String, Placement> ranks,
      DocumentFields fields)
      implements HybridMatch {
    public HybridMatchResult {
      Check.notNull(ranks, "ranks");
      ranks = Collections.unmodifiableMap(new LinkedHashMap<>(ranks));
    }

    @Override
    public Document document() {
      return new Document(id, fields);
    }

    /** Returns the id, the namespace, the score and the ranks. */
    @Override
    public String toString() {
      return "HybridMatch[" + id + ", namespace '" + namespace + "', " + score + ", " + ranks + "]";
    }
  }

  public record TypedMatchResult<T extends Record>(String id, OptionalDouble score, T value)
      implements TypedMatch<T> {
    /** Returns the id and the score, not the record. */
    @Override
    public String toString() {
      return "TypedMatch[" + id + ", " + score + "]";
    }
  }

  /** Fields of a response. */
  public static final class ReceivedFields extends DocumentFields {
    private ReceivedFields(Map<String, @Nullable Object> values) {
      super(values);
    }
  }
}
