package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.ResponseInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The matches of a hybrid search, and its cost.
 *
 * @param matches at most {@code topK}, best first; matches with equal scores are in the order of
 *     their ids, then of their namespaces
 * @param readUnits the read units of all searches together; 0 if the service did not report them
 * @param egressBytes the bytes that the service counts as egress, of all searches that report them;
 *     empty if none does
 * @param infos the response infos of each search, by its name; one for each of its namespaces, in
 *     their order
 */
public record HybridSearchResponse(
    List<HybridMatch> matches,
    long readUnits,
    OptionalLong egressBytes,
    Map<String, List<ResponseInfo>> infos) {
  /** Copies the matches and infos. */
  public HybridSearchResponse {
    Objects.requireNonNull(egressBytes, "egressBytes");
    matches = Check.copy("matches", matches);
    Map<String, List<ResponseInfo>> copy = new LinkedHashMap<>();
    infos.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    infos = Collections.unmodifiableMap(copy);
  }

  /** Returns the number of matches and the read units, not the content of documents. */
  @Override
  public String toString() {
    return "HybridSearchResponse[" + matches.size() + " matches, " + readUnits + " read units]";
  }
}
