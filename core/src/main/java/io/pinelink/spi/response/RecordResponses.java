package io.pinelink.spi.response;

import io.pinelink.model.Fields;
import io.pinelink.model.ResponseInfo;
import io.pinelink.records.RecordBridge;
import io.pinelink.records.RecordHit;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.UpsertRecordsResponse;
import java.util.List;
import java.util.OptionalLong;

/** Creates the responses about records. For transports, and for tests that stand in for them. */
public final class RecordResponses extends RecordBridge {
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
}
