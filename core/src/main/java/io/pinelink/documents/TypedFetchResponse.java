package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Page;
import io.pinelink.model.ReadResponse;
import io.pinelink.model.ResponseInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The documents of a fetch as records, and its cost.
 *
 * @param items the records of the documents that exist, in the service's order; unknown ids are
 *     left out
 * @param nextToken the token of the next page; empty on the last one
 * @param namespace the namespace that served the fetch, as in {@link FetchDocumentsResponse}
 * @param readUnits the read units of the page; 0 if the service did not report them
 * @param egressBytes the bytes that the service counts as egress; empty if it did not report them
 * @param <T> the record class
 */
public record TypedFetchResponse<T extends Record>(
    List<T> items,
    Optional<String> nextToken,
    String namespace,
    long readUnits,
    OptionalLong egressBytes,
    ResponseInfo info)
    implements ReadResponse, Page<T> {
  /** Copies the records. */
  public TypedFetchResponse {
    Objects.requireNonNull(nextToken, "nextToken");
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(egressBytes, "egressBytes");
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
  }

  /** Returns the response of a fetch with its documents as records. */
  public static <T extends Record> TypedFetchResponse<T> of(
      FetchDocumentsResponse response, DocumentMapper<T> mapper) {
    Objects.requireNonNull(mapper, "mapper");
    return new TypedFetchResponse<>(
        response.items().stream().map(mapper::fromDocument).toList(),
        response.nextToken(),
        response.namespace(),
        response.readUnits(),
        response.egressBytes(),
        response.info());
  }

  /** Returns the number of records, not the records. */
  @Override
  public String toString() {
    return "TypedFetchResponse[" + items.size() + " records, namespace '" + namespace + "']";
  }
}
