package io.pinelink;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.model.Page;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * All pages of a paged operation, one after another. A page is asked for when the walk gets there
 * and forgotten when it has passed, so memory holds one page; the walk throws what the operation
 * throws. Walking twice asks twice.
 *
 * <p>Immutable and thread-safe; an iterator or a stream of it is for one thread.
 *
 * @param <T> what the pages hold
 */
public final class Paged<T> implements Iterable<T> {
  private final PageSource<T> source;

  Paged(PageSource<T> source) {
    this.source = source;
  }

  /** All items. */
  @Override
  public Iterator<T> iterator() {
    return new Items<>(pages().iterator());
  }

  /** All items, sequential and lazy. */
  public Stream<T> stream() {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /** The pages themselves, with their tokens. */
  public Iterable<Page<T>> pages() {
    return () -> new Pages<>(source);
  }

  private static final class Pages<T> implements Iterator<Page<T>> {
    private final PageSource<T> source;
    private @Nullable String token;
    private boolean started;

    Pages(PageSource<T> source) {
      this.source = source;
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
      token = PageSource.following(page, token);
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
