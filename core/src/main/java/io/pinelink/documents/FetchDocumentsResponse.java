package io.pinelink.documents;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.Page;
import io.pinelink.model.ReadResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.VectorBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The documents of a fetch, and its cost. A fetch by id is complete with one page.
 *
 * @param items the documents that exist, in the service's order; unknown ids are left out
 * @param nextToken the token of the next page; empty on the last one
 * @param namespace the namespace that served the fetch, as the service names it: behind an alias,
 *     the alias's target
 * @param readUnits the read units of the page; 0 if the service did not report them
 * @param egressBytes the bytes that the service counts as egress; empty if it did not report them
 * @param columns the dense values of one field of all documents in one array; empty unless the
 *     request names a {@link VectorBuffer}
 */
public record FetchDocumentsResponse(
    List<Document> items,
    Optional<String> nextToken,
    String namespace,
    long readUnits,
    OptionalLong egressBytes,
    Optional<DenseColumns> columns,
    ResponseInfo info)
    implements ReadResponse, Page<Document> {
  /** Copies the documents; an empty token means the last page. */
  public FetchDocumentsResponse {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(egressBytes, "egressBytes");
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(info, "info");
    items = Check.copy("items", items);
    nextToken = nextToken.filter(token -> !token.isEmpty());
  }

  /** Creates a response without columns. */
  public FetchDocumentsResponse(
      List<Document> items,
      Optional<String> nextToken,
      String namespace,
      long readUnits,
      OptionalLong egressBytes,
      ResponseInfo info) {
    this(items, nextToken, namespace, readUnits, egressBytes, Optional.empty(), info);
  }

  /** Returns the documents by id, in the service's order. */
  public Map<String, Document> byId() {
    Map<String, Document> byId = new LinkedHashMap<>();
    items.forEach(document -> byId.put(document.id(), document));
    return Collections.unmodifiableMap(byId);
  }

  /** Returns the document with an id; empty if the page does not contain it. */
  public Optional<Document> find(String id) {
    Objects.requireNonNull(id, "id");
    return items.stream().filter(document -> document.id().equals(id)).findFirst();
  }
}
