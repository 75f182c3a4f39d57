package io.pinelink.documents;

import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The matches of a hybrid search, and its cost. */
public sealed interface HybridSearchResponse
    permits io.pinelink.internal.response.DocumentResponses.HybridSearchResult {
  /**
   * Returns at most {@code topK}, best first; matches with equal scores are in the order of their
   * ids, then of their namespaces.
   */
  List<HybridMatch> matches();

  /** Returns the read units of all searches together; empty if the service did not report them. */
  OptionalLong readUnits();

  /**
   * Returns the bytes that the service counts as egress, of all searches that report them; empty if
   * none does.
   */
  OptionalLong egressBytes();

  /**
   * Returns the response infos of each search, by its name; one for each of its namespaces, in
   * their order.
   */
  Map<String, List<ResponseInfo>> infos();
}
