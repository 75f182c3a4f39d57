package io.pinelink.records;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.ReadResponse;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The hits of a search, and its cost.
 *
 * @param hits at most {@code topK}, with reranking at most {@code topN}; best first
 * @param namespace the namespace that served the search, as the service names it: behind an alias,
 *     the alias's target; empty if the service did not report it
 * @param readUnits the read units of the search; 0 if the service did not report them
 * @param embedTotalTokens the tokens of the embedded text; 0 if the search had none
 * @param rerankUnits the rerank units of the search; 0 if there was no reranking
 * @param egressBytes the bytes that the service counts as egress; reported since API version
 *     2026-07, so empty under the default version, 2026-04
 */
public record SearchRecordsResponse(
    List<RecordHit> hits,
    String namespace,
    long readUnits,
    long embedTotalTokens,
    long rerankUnits,
    OptionalLong egressBytes,
    ResponseInfo info)
    implements ReadResponse {
  /** Copies the hits. */
  public SearchRecordsResponse {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(egressBytes, "egressBytes");
    Objects.requireNonNull(info, "info");
    hits = Check.copy("hits", hits);
  }

  /** Creates a response without namespace and egress. */
  public SearchRecordsResponse(
      List<RecordHit> hits,
      long readUnits,
      long embedTotalTokens,
      long rerankUnits,
      ResponseInfo info) {
    this(hits, "", readUnits, embedTotalTokens, rerankUnits, OptionalLong.empty(), info);
  }
}
