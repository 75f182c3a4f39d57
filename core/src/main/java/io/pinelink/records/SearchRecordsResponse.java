package io.pinelink.records;

import io.pinelink.model.ReadResponse;
import java.util.List;
import java.util.OptionalLong;

/** The hits of a search, and its cost. */
public sealed interface SearchRecordsResponse extends ReadResponse
    permits io.pinelink.internal.response.RecordResponses.SearchRecordsResult {
  /** Returns at most {@code topK}, with reranking at most {@code topN}; best first. */
  List<RecordHit> hits();

  /** Returns the tokens of the embedded text; empty if the search had none. */
  OptionalLong embedTotalTokens();

  /** Returns the rerank units of the search; empty if there was no reranking. */
  OptionalLong rerankUnits();
}
