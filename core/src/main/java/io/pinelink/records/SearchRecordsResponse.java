package io.pinelink.records;

import io.pinelink.model.ResponseInfo;
import java.util.List;

/**
 * The hits of a search, and its cost.
 *
 * @param hits at most {@code topK}, with reranking at most {@code topN}; best first
 * @param readUnits the read units of the search; 0 if the service did not report them
 * @param embedTotalTokens the tokens of the embedded text; 0 if the search had none
 * @param rerankUnits the rerank units of the search; 0 if there was no reranking
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
