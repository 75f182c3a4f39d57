package io.pinelink.records;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The implementation of this package's responses, which {@code
 * io.pinelink.spi.response.RecordResponses} creates for transports. Not for applications: they
 * receive responses from calls, and create them for tests with the module {@code pinelink-testing}.
 */
public abstract class RecordBridge {
  /** For the SPI. */
  protected RecordBridge() {}

  /** A {@link SearchRecordsResponse}. */
  protected record SearchRecordsResult(
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
  protected record UpsertRecordsResult(ResponseInfo info) implements UpsertRecordsResponse {
    /** Copies the content. */
    public UpsertRecordsResult {
      Objects.requireNonNull(info, "info is null");
    }
  }

  /** A {@link RecordHit}. */
  protected record RecordHitResult(String id, float score, Fields fields) implements RecordHit {
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
