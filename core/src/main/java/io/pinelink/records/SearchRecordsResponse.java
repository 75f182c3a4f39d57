package io.pinelink.records;

import io.pinelink.model.ResponseInfo;
import java.util.List;

/**
 * What a search found, and what it cost.
 *
 * @param hits at most {@code topK}, with reranking at most {@code topN}; best first
 * @param readUnits what reading cost; 0 if the service did not say
 * @param embedTotalTokens what embedding the text cost; 0 if the search had none
 * @param rerankUnits what reranking cost; 0 if there was none
 */
public record SearchRecordsResponse(
    List<RecordHit> hits,
    long readUnits,
    long embedTotalTokens,
    long rerankUnits,
    ResponseInfo info) {
  /** Copies the hits. */
  public SearchRecordsResponse {
    hits = List.copyOf(hits);
  }
}
