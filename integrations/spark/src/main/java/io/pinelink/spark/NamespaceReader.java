package io.pinelink.spark;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads one namespace of an index of any kind. */
record NamespaceReader(SourceOptions options, Pinelink client) {
  /** Lists the ids that have a prefix, which may be empty, page by page. */
  Iterator<String> ids(String prefix) {
    if (options.isOfDocuments()) {
      return documents()
          .listAllIds(prefix.isEmpty() ? ListIdsRequest.all() : ListIdsRequest.withPrefix(prefix))
          .iterator();
    }
    return vectors()
        .listAllIds(prefix.isEmpty() ? ListIdsRequest.all() : ListIdsRequest.withPrefix(prefix))
        .iterator();
  }

  /** Fetches what exists of some ids. */
  CompletableFuture<List<ReadItem>> fetch(List<String> ids) {
    if (options.isOfDocuments()) {
      return documents()
          .async()
          .fetch(FetchDocumentsRequest.byIds(ids))
          .thenApply(response -> response.items().stream().map(ReadItem::of).toList());
    }
    return vectors()
        .async()
        .fetch(FetchRequest.byIds(ids))
        .thenApply(response -> response.vectors().values().stream().map(ReadItem::of).toList());
  }

  /** Fetches the vectors whose metadata matches a filter, page by page. */
  Iterator<ReadItem> matching(Filter filter) {
    return vectors().fetchAllByMetadata(FetchByMetadataRequest.matching(filter)).stream()
        .map(ReadItem::of)
        .iterator();
  }

  private Index vectors() {
    return options.target().vectors(client).namespace(options.namespace());
  }

  private DocumentIndex documents() {
    return options.target().documents(client).namespace(options.namespace());
  }
}
