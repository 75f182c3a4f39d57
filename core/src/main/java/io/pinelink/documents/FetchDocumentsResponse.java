package io.pinelink.documents;

import io.pinelink.model.DenseColumns;
import io.pinelink.model.Page;
import io.pinelink.model.ReadResponse;
import io.pinelink.model.VectorBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The documents of a fetch, and its cost. A fetch by id is complete with one page. */
public sealed interface FetchDocumentsResponse extends ReadResponse, Page<Document>
    permits io.pinelink.internal.response.DocumentResponses.FetchDocumentsResult {
  /** Returns the documents that exist, in the service's order; unknown ids are left out. */
  @Override
  List<Document> items();

  /**
   * Returns the dense values of one field of all documents in one array; empty unless the request
   * names a {@link VectorBuffer}.
   */
  Optional<DenseColumns> columns();

  /** Returns the documents by id, in the service's order. */
  default Map<String, Document> byId() {
    Map<String, Document> byId = new LinkedHashMap<>();
    items().forEach(document -> byId.put(document.id(), document));
    return Collections.unmodifiableMap(byId);
  }

  /** Returns the document with an id; empty if the page does not contain it. */
  default Optional<Document> find(String id) {
    Objects.requireNonNull(id, "id is null");
    return items().stream().filter(document -> document.id().equals(id)).findFirst();
  }
}
