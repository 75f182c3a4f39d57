package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.ReadResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The matches of a search, and its cost.
 *
 * @param matches at most {@code topK}, best first
 * @param namespace the namespace that served the search, as the service names it: behind an alias,
 *     the alias's target
 * @param readUnits the read units of the search; 0 if the service did not report them
 * @param egressBytes the bytes that the service counts as egress; empty if it did not report them
 * @param columns the dense values of one field of all matches in one array; empty unless the
 *     request names a {@link VectorBuffer}
 */
public record SearchDocumentsResponse(
    List<DocumentMatch> matches,
    String namespace,
    long readUnits,
    OptionalLong egressBytes,
    Optional<DenseColumns> columns,
    ResponseInfo info)
    implements ReadResponse {
  /** Copies the matches. */
  public SearchDocumentsResponse {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(egressBytes, "egressBytes");
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(info, "info");
    matches = Check.copy("matches", matches);
  }

  /** Creates a response without columns. */
  public SearchDocumentsResponse(
      List<DocumentMatch> matches,
      String namespace,
      long readUnits,
      OptionalLong egressBytes,
      ResponseInfo info) {
    this(matches, namespace, readUnits, egressBytes, Optional.empty(), info);
  }
}
