package io.pinelink.documents;

import io.pinelink.annotation.Preview;
import io.pinelink.model.ReadResponse;
import java.util.List;

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

  /** Returns the records of the matches, best first. */
  default List<T> values() {
    return matches().stream().map(TypedMatch::value).toList();
  }
}
