package io.pinelink.internal.response;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;
import io.pinelink.model.ResponseInfo;
import io.pinelink.records.RecordHit;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.UpsertRecordsResponse;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** Creates the responses about records. For transports, and for tests that stand in for them. */
public final class RecordResponses {
  private RecordResponses() {}

  /** Creates the response to a search. */
  public static SearchRecordsResponse search(
      List<RecordHit> hits,
      String namespace,
      OptionalLong readUnits,
      OptionalLong embedTotalTokens,
      OptionalLong rerankUnits,
      OptionalLong egressBytes,
      ResponseInfo info) {
    return new SearchRecordsResult(
        hits, namespace, readUnits, embedTotalTokens, rerankUnits, egressBytes, info);
  }

  /** Creates the response to an upsert. */
  public static UpsertRecordsResponse upsert(ResponseInfo info) {
    return new UpsertRecordsResult(info);
  }

  /** Creates a record that a search found. */
  public static RecordHit hit(String id, float score, Fields fields) {
    return new RecordHitResult(id, score, fields);
  }

  /** A {@link SearchRecordsResponse}. */
  public record SearchRecordsResult(
      List<RecordHit> hits,
      String namespace,
      OptionalLong readUnits,
      OptionalLong embedTotalTokens,
      OptionalLong rerankUnits,
      OptionalLong egressBytes,
      ResponseInfo info)
      implements SearchRecordsResponse {
    /** Copies the content. */
    public SearchRecordsResult {
      Objects.requireNonNull(readUnits, "readUnits is null");
      Objects.requireNonNull(embedTotalTokens, "embedTotalTokens is null");
      Objects.requireNonNull(rerankUnits, "rerankUnits is null");
      Objects.requireNonNull(namespace, "namespace is null");
      Objects.requireNonNull(egressBytes, "egressBytes is null");
      Objects.requireNonNull(info, "info is null");
      hits = Check.copy("hits", hits);
    }
  }

  /** A {@link UpsertRecordsResponse}. */
  public record UpsertRecordsResult(ResponseInfo info) implements UpsertRecordsResponse {
    /** Copies the content. */
    public UpsertRecordsResult {
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link RecordHit}. */
  public record RecordHitResult(String id, float score, Fields fields) implements RecordHit {
    /** Checks that no part is null. */
    public RecordHitResult {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(fields, "fields is null");
    }

    /** Returns the id and the score. */
    @Override
    public String toString() {
      return "RecordHit[" + id + ", " + score + "]";
    }
  }
}
