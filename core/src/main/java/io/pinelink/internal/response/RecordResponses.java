package io.pinelink.internal.response;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;
import io.pinelink.model.ResponseInfo;
import io.pinelink.records.RecordHit;
import io.pinelink.records.SearchRecordsResponse;
import java.util.List;
import java.util.OptionalLong;

/** The records behind the responses about records. */
public final class RecordResponses {
  private RecordResponses() {}

  public record SearchRecordsResult(
      List<RecordHit> hits,
      String namespace,
      OptionalLong readUnits,
      OptionalLong embedTotalTokens,
      OptionalLong rerankUnits,
      OptionalLong egressBytes,
      ResponseInfo info)
      implements SearchRecordsResponse {
    public SearchRecordsResult {
      hits = Check.copy("hits", hits);
    }
  }

  public record RecordHitResult(String id, float score, Fields fields) implements RecordHit {
    /** Returns the id and the score. */
    @Override
    public String toString() {
      return "RecordHit[" + id + ", " + score + "]";
    }
  }
}
