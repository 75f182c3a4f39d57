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
 * A page of ids of documents.
 *
 * @param items the ids, in byte order
 * @param nextToken the token of the next page; empty on the last one
 * @param namespace the namespace that served the page, as the service names it: behind an alias,
 *     the alias's target
 * @param readUnits the read units of the page; 0 if the service did not report them
 * @param egressBytes the bytes that the service counts as egress; empty if it did not report them
 */
public record ListDocumentsResponse(
    List<String> items,
    Optional<String> nextToken,
    String namespace,
    long readUnits,
    OptionalLong egressBytes,
    ResponseInfo info)
    implements ReadResponse, Page<String> {
  /** Copies the ids; an empty token means the last page. */
  public ListDocumentsResponse {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(egressBytes, "egressBytes");
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }
}
