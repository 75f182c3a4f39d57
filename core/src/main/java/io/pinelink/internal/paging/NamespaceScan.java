package io.pinelink.internal.paging;

import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Page;
import io.pinelink.model.Vector;
import io.pinelink.spi.DataOperations;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A source of pages of vectors from pages of ids: each page of ids is fetched as a batch. */
public final class NamespaceScan implements PageSource<Vector> {
  private final Caller caller;
  private final PageSource<String> ids;

  public NamespaceScan(Caller caller, PageSource<String> ids) {
    this.caller = caller;
    this.ids = ids;
  }

  @Override
  public CompletableFuture<Page<Vector>> page(@Nullable String token) {
    return Futures.then(ids.page(token), this::vectorsOf);
  }

  private CompletableFuture<Page<Vector>> vectorsOf(Page<String> page) {
    if (page.items().isEmpty()) {
      return CompletableFuture.completedFuture(new Batch(List.of(), page.nextToken()));
    }
    return Futures.map(
        caller.call(DataOperations.FETCH, new FetchRequest(page.items())),
        fetched -> new Batch(inOrder(page.items(), fetched), page.nextToken()));
  }

  /**
   * Returns the vectors in the order of the ids, without those deleted since their ids were listed.
   */
  private static List<Vector> inOrder(List<String> ids, FetchResponse fetched) {
    return ids.stream().filter(fetched.vectors()::containsKey).map(fetched.vectors()::get).toList();
  }

  private record Batch(List<Vector> items, Optional<String> nextToken) implements Page<Vector> {}
}
