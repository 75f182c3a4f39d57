package io.pinelink.documents;

import io.pinelink.annotation.Preview;
import io.pinelink.model.ReadResponse;
import java.util.List;
import java.util.OptionalLong;

/**
 * The matches of a search as records, and its cost.
 *
 * @param <T> the record class
 */
@Preview
public sealed interface TypedSearchResponse<T extends Record> extends ReadResponse
    permits io.pinelink.internal.response.DocumentResponses.TypedSearchResult {
  /** Returns at most {@code topK}, best first. */
  List<TypedMatch<T>> matches();

  /** Returns the namespace that served the search, as in {@link SearchDocumentsResponse}. */
  String namespace();

  /** Returns the read units of the search; empty if the service did not report them. */
  @Override
  OptionalLong readUnits();

  /** Returns the bytes that the service counts as egress; empty if it did not report them. */
  OptionalLong egressBytes();

  /** Returns the records of the matches, best first. */
  default List<T> values() {
    return matches().stream().map(TypedMatch::value).toList();
  }
}
