package io.pinelink.documents;

import io.pinelink.documents.HybridMatch.Placement;
import io.pinelink.internal.validation.Check;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.DenseValues;
import io.pinelink.model.ModelBridge;
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

/**
 * The implementation of this package's responses, which {@code
 * io.pinelink.spi.response.DocumentResponses} creates for transports. Not for applications: they
 * receive responses from calls, and create them for tests with the module {@code pinelink-testing}.
 */
public abstract class DocumentBridge extends ModelBridge {
  /** For the SPI. */
  protected DocumentBridge() {}

  /** Returns dense values without a copy of an array that was checked. */
  static DenseValues dense(float[] checked) {
    return receivedDenseValues(checked);
  }

  /** See {@code DocumentResponses.fields}. */
  protected static DocumentFields receivedFields(Map<String, @Nullable Object> values) {
    return DocumentFields.received(values);
  }

  /** A {@link SearchDocumentsResponse}. */
  protected record SearchDocumentsResult(
      List<DocumentMatch> matches,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Optional<DenseColumns> columns,
      ResponseInfo info)
      implements SearchDocumentsResponse {
    /** Copies the content. */
    public SearchDocumentsResult {
      Objects.requireNonNull(readUnits, "readUnits is null");
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(egressBytes, "egressBytes is null");
      Objects.requireNonNull(columns, "columns is null");
      Objects.requireNonNull(info, "info is null");
      matches = Check.copy("matches", matches);
    }
  }

  /** A {@link FetchDocumentsResponse}. */
  protected record FetchDocumentsResult(
      List<Document> items,
      Optional<String> nextToken,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Optional<DenseColumns> columns,
      ResponseInfo info)
      implements FetchDocumentsResponse {
    /** Copies the content. */
    public FetchDocumentsResult {
      Objects.requireNonNull(readUnits, "readUnits is null");
      Objects.requireNonNull(nextToken, "nextToken is null");
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(egressBytes, "egressBytes is null");
      Objects.requireNonNull(columns, "columns is null");
      Objects.requireNonNull(info, "info is null");
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  /** A {@link ListDocumentsResponse}. */
  protected record ListDocumentsResult(
      List<String> items,
      Optional<String> nextToken,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      ResponseInfo info)
      implements ListDocumentsResponse {
    /** Copies the content. */
    public ListDocumentsResult {
      Objects.requireNonNull(readUnits, "readUnits is null");
      Objects.requireNonNull(nextToken, "nextToken is null");
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(egressBytes, "egressBytes is null");
      Objects.requireNonNull(info, "info is null");
      items = Check.copy("items", items);
      nextToken = nextToken.filter(token -> !token.isEmpty());
    }
  }

  /** A {@link UpsertDocumentsResponse}. */
  protected record UpsertDocumentsResult(long upsertedCount, ResponseInfo info)
      implements UpsertDocumentsResponse {
    /** Copies the content. */
    public UpsertDocumentsResult {
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link UpdateDocumentsResponse}. */
  protected record UpdateDocumentsResult(OptionalLong matchedRecords, ResponseInfo info)
      implements UpdateDocumentsResponse {
    /** Copies the content. */
    public UpdateDocumentsResult {
      Objects.requireNonNull(matchedRecords, "matchedRecords is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link DeleteDocumentsResponse}. */
  protected record DeleteDocumentsResult(OptionalLong matchedRecords, ResponseInfo info)
      implements DeleteDocumentsResponse {
    /** Copies the content. */
    public DeleteDocumentsResult {
      Objects.requireNonNull(matchedRecords, "matchedRecords is null");
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link HybridSearchResponse}. */
  protected record HybridSearchResult(
      List<HybridMatch> matches,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      Map<String, List<ResponseInfo>> infos)
      implements HybridSearchResponse {
    /** Copies the content. */
    public HybridSearchResult {
      Objects.requireNonNull(readUnits, "readUnits is null");
      Objects.requireNonNull(egressBytes, "egressBytes is null");
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

  /** A {@link TypedSearchResponse}. */
  protected record TypedSearchResult<T extends Record>(
      List<TypedMatch<T>> matches,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      ResponseInfo info)
      implements TypedSearchResponse<T> {
    /** Copies the content. */
    public TypedSearchResult {
      Objects.requireNonNull(readUnits, "readUnits is null");
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(egressBytes, "egressBytes is null");
      Objects.requireNonNull(info, "info is null");
      matches = Check.copy("matches", matches);
    }
  }

  /** A {@link TypedFetchResponse}. */
  protected record TypedFetchResult<T extends Record>(
      List<T> items,
      Optional<String> nextToken,
      String namespace,
      OptionalLong readUnits,
      OptionalLong egressBytes,
      ResponseInfo info)
      implements TypedFetchResponse<T> {
    /** Copies the content. */
    public TypedFetchResult {
      Objects.requireNonNull(readUnits, "readUnits is null");
      Objects.requireNonNull(nextToken, "nextToken is null");
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(egressBytes, "egressBytes is null");
      Objects.requireNonNull(info, "info is null");
      items = Check.copy("items", items);
    }

    /** Returns the number of records, not the records. */
    @Override
    public String toString() {
      return "TypedFetchResponse[" + items.size() + " records, namespace '" + namespace + "']";
    }
  }

  /** A {@link DocumentMatch}. */
  protected record DocumentMatchResult(String id, OptionalDouble score, DocumentFields fields)
      implements DocumentMatch {
    /** Checks that no part is null. */
    public DocumentMatchResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(score, "score is null");
      Objects.requireNonNull(fields, "fields is null");
    }

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

  /** A {@link Placement}. */
  protected record PlacementResult(int rank, OptionalDouble score) implements Placement {
    /** Checks that no part is null. */
    public PlacementResult {
      Objects.requireNonNull(score, "score is null");
    }
  }

  /** A {@link HybridMatch}. */
  protected record HybridMatchResult(
      String id,
      String namespace,
      double score,
      Map<String, Placement> ranks,
      DocumentFields fields)
      implements HybridMatch {
    /** Copies the ranks. */
    public HybridMatchResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(ranks, "ranks is null");
      Objects.requireNonNull(fields, "fields is null");
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

  /** A {@link TypedMatch}. */
  protected record TypedMatchResult<T extends Record>(String id, OptionalDouble score, T value)
      implements TypedMatch<T> {
    /** Checks that no part is null. */
    public TypedMatchResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(score, "score is null");
      Objects.requireNonNull(value, "value is null");
    }

    /** Returns the id and the score, not the record. */
    @Override
    public String toString() {
      return "TypedMatch[" + id + ", " + score + "]";
    }
  }
}
