package io.pinelink.internal.paging;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A source of pages of vectors or documents from pages of ids: each page of ids is fetched as a
 * batch.
 *
 * @param fetch fetches ids, and returns what exists by id
 */
public record NamespaceScan<T>(
    PageSource<String> ids,
    Function<List<String>, CompletableFuture<Map<String, T>>> fetch,
    Function<T, String> id)
    implements PageSource<T> {
  @Override
  public Optional<Function<? super T, String>> key() {
    return Optional.of(id);
  }

  @Override
  public CompletableFuture<Page<T>> page(@Nullable String token) {
    return Futures.then(ids.page(token), this::fetched);
  }

  private CompletableFuture<Page<T>> fetched(Page<String> page) {
    if (page.items().isEmpty()) {
      return CompletableFuture.completedFuture(new Batch<>(List.of(), page.nextToken()));
    }
    return Futures.map(
        fetch.apply(page.items()),
        byId -> new Batch<>(inOrder(page.items(), byId), page.nextToken()));
  }

  /** Returns the content in the order of the ids, without ids deleted since they were listed. */
  private static <T> List<T> inOrder(List<String> ids, Map<String, T> byId) {
    return ids.stream().filter(byId::containsKey).map(byId::get).toList();
  }

  private record Batch<T>(List<T> items, Optional<String> nextToken) implements Page<T> {}
}
