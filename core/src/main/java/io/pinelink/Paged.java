package io.pinelink;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.PageProgress;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.model.Page;
import io.pinelink.model.PaginatedRequest;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * All pages of a paginated operation, in order. A page is requested when the iteration reaches it
 * and released afterwards, so one page is kept in memory. Iterating throws what the operation
 * throws. Each iteration requests the pages again.
 *
 * <p>Immutable and thread-safe; an iterator or a stream of it is for one thread.
 *
 * @param <T> the type of the items
 */
public final class Paged<T> implements Iterable<T> {
  private final PageSource<T> source;

  Paged(PageSource<T> source) {
    this.source = source;
  }

  /**
   * Returns the pages of a request.
   *
   * @param request the request of the first page
   * @param list requests one page
   */
  public static <Q extends PaginatedRequest<Q, ?>, T> Paged<T> of(
      Q request, Function<Q, ? extends CompletableFuture<? extends Page<T>>> list) {
    Objects.requireNonNull(request, "request is null");
    Objects.requireNonNull(list, "list is null");
    return new Paged<>(PageSource.of(request, list));
  }

  /** Returns an iterator over all items. */
  @Override
  public Iterator<T> iterator() {
    return new Items<>(pages().iterator());
  }

  /** Returns all items as a sequential, lazy stream. */
  public Stream<T> stream() {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /** Returns the pages themselves, with their tokens. */
  public Iterable<Page<T>> pages() {
    return () -> new Pages<>(source);
  }

  private static final class Pages<T> implements Iterator<Page<T>> {
    private final PageSource<T> source;
    private final PageProgress<T> progress;
    private @Nullable String token;
    private boolean started;

    Pages(PageSource<T> source) {
      this.source = source;
      this.progress = new PageProgress<>(source);
    }

    @Override
    public boolean hasNext() {
      return !started || token != null;
    }

    @Override
    public Page<T> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Page<T> page = Futures.await(source.page(token));
      token = progress.after(page);
      started = true;
      return page;
    }
  }

  private static final class Items<T> implements Iterator<T> {
    private final Iterator<Page<T>> pages;
    private @Nullable Iterator<T> items;

    Items(Iterator<Page<T>> pages) {
      this.pages = pages;
    }

    @Override
    public boolean hasNext() {
      while ((items == null || !items.hasNext()) && pages.hasNext()) {
        items = pages.next().items().iterator();
      }
      return items != null && items.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext() || items == null) {
        throw new NoSuchElementException();
      }
      return items.next();
    }
  }
}
