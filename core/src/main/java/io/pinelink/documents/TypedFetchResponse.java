package io.pinelink.documents;

import io.pinelink.annotation.Preview;
import io.pinelink.model.Page;
import io.pinelink.model.ReadResponse;
import java.util.List;

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
}
