package io.pinelink.documents;

import io.pinelink.model.DenseColumns;
import io.pinelink.model.ReadResponse;
import io.pinelink.model.VectorBuffer;
import java.util.List;
import java.util.Optional;

/** The matches of a search, and its cost. */
public sealed interface SearchDocumentsResponse extends ReadResponse
    permits io.pinelink.internal.response.DocumentResponses.SearchDocumentsResult {
  /** Returns at most {@code topK}, best first. */
  List<DocumentMatch> matches();

  /**
   * Returns the dense values of one field of all matches in one array; empty unless the request
   * names a {@link VectorBuffer}.
   */
  Optional<DenseColumns> columns();
}
