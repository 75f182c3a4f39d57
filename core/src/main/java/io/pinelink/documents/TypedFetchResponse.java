package io.pinelink.documents;

import io.pinelink.annotation.Preview;
import io.pinelink.model.Page;
import io.pinelink.model.ReadResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The documents of a fetch as records, and its cost.
 *
 * @param <T> the record class
 */
@Preview
public sealed interface TypedFetchResponse<T extends Record> extends ReadResponse, Page<T>
    permits io.pinelink.internal.response.DocumentResponses.TypedFetchResult {
  /**
   * Returns the records of the documents that exist, in the service's order; unknown ids are left
   * out.
   */
  @Override
  List<T> items();

  /** Returns the token of the next page; empty on the last one. */
  @Override
  Optional<String> nextToken();

  /** Returns the namespace that served the fetch, as in {@link FetchDocumentsResponse}. */
  String namespace();

  /** Returns the read units of the page; empty if the service did not report them. */
  @Override
  OptionalLong readUnits();

  /** Returns the bytes that the service counts as egress; empty if it did not report them. */
  OptionalLong egressBytes();
}
