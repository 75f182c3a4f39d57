package io.pinelink.records;

import io.pinelink.model.ReadResponse;
import java.util.List;
import java.util.OptionalLong;

/** The hits of a search, and its cost. */
public sealed interface SearchRecordsResponse extends ReadResponse
    permits io.pinelink.internal.response.RecordResponses.SearchRecordsResult {
  /** Returns at most {@code topK}, with reranking at most {@code topN}; best first. */
  List<RecordHit> hits();

  /**
   * Returns the namespace that served the search, as the service names it: behind an alias, the
   * alias's target; empty if the service did not report it.
   */
  String namespace();

  /** Returns the read units of the search; empty if the service did not report them. */
  @Override
  OptionalLong readUnits();

  /** Returns the tokens of the embedded text; empty if the search had none. */
  OptionalLong embedTotalTokens();

  /** Returns the rerank units of the search; empty if there was no reranking. */
  OptionalLong rerankUnits();

  /**
   * Returns the bytes that the service counts as egress; reported since API version 2026-07, so
   * empty under the default version, 2026-04.
   */
  OptionalLong egressBytes();
}
