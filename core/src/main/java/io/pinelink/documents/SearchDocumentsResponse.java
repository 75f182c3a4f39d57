package io.pinelink.documents;

import io.pinelink.model.DenseColumns;
import io.pinelink.model.ReadResponse;
import io.pinelink.model.VectorBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The matches of a search, and its cost. */
public sealed interface SearchDocumentsResponse extends ReadResponse
    permits io.pinelink.internal.response.DocumentResponses.SearchDocumentsResult {
  /** Returns at most {@code topK}, best first. */
  List<DocumentMatch> matches();

  /**
   * Returns the namespace that served the search, as the service names it: behind an alias, the
   * alias's target.
   */
  String namespace();

  /** Returns the read units of the search; empty if the service did not report them. */
  @Override
  OptionalLong readUnits();

  /** Returns the bytes that the service counts as egress; empty if it did not report them. */
  OptionalLong egressBytes();

  /**
   * Returns the dense values of one field of all matches in one array; empty unless the request
   * names a {@link VectorBuffer}.
   */
  Optional<DenseColumns> columns();
}
