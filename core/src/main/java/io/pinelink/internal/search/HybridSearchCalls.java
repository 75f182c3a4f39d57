package io.pinelink.internal.search;

import io.pinelink.documents.HybridSearchRequest;
import io.pinelink.documents.HybridSearchResponse;
import io.pinelink.documents.RankedSearch;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.ConcurrentCalls;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.spi.DocumentOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Several searches that run side by side, and the fusion of their rankings. */
public record HybridSearchCalls(Caller caller, HybridSearchRequest request) {
  public CompletableFuture<HybridSearchResponse> start() {
    List<Part> parts = parts();
    return Futures.map(
        ConcurrentCalls.run(
            parts.size(), request.concurrency(), position -> parts.get(position).start()),
        responses -> fuse(parts, responses));
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (RankedSearch search : request.searches()) {
      if (search.namespaces().isEmpty()) {
        parts.add(new Part(search, caller));
      }
      for (String namespace : search.namespaces()) {
        parts.add(new Part(search, caller.inNamespace(namespace)));
      }
    }
    return parts;
  }

  private HybridSearchResponse fuse(List<Part> parts, List<SearchDocumentsResponse> responses) {
    RankFusion fusion = new RankFusion(request.rankConstant());
    for (int i = 0; i < parts.size(); i++) {
      fusion.add(parts.get(i).search(), responses.get(i));
    }
    return fusion.response(request.topK());
  }

  /** A search of one namespace. */
  private record Part(RankedSearch search, Caller caller) {
    CompletableFuture<SearchDocumentsResponse> start() {
      return caller.call(DocumentOperations.SEARCH_DOCUMENTS, search.search());
    }
  }
}
