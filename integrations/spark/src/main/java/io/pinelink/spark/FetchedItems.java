package io.pinelink.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** The items of a sequence of ids, of which a few fetches are in flight while others are read. */
final class FetchedItems implements Iterator<ReadItem> {
  /** The number of ids in a fetch, as in a page of listed ids. */
  private static final int BATCH = 100;

  private static final int IN_FLIGHT = 4;

  private final Iterator<String> ids;
  private final Function<List<String>, CompletableFuture<List<ReadItem>>> fetch;
  private final Deque<CompletableFuture<List<ReadItem>>> inFlight = new ArrayDeque<>();
  private Iterator<ReadItem> batch = List.<ReadItem>of().iterator();

  FetchedItems(
      Iterator<String> ids, Function<List<String>, CompletableFuture<List<ReadItem>>> fetch) {
    this.ids = ids;
    this.fetch = fetch;
  }

  @Override
  public boolean hasNext() {
    while (!batch.hasNext()) {
      while (inFlight.size() < IN_FLIGHT && ids.hasNext()) {
        inFlight.add(fetch.apply(nextIds()));
      }
      CompletableFuture<List<ReadItem>> next = inFlight.poll();
      if (next == null) {
        return false;
      }
      batch = await(next).iterator();
    }
    return true;
  }

  private List<String> nextIds() {
    List<String> next = new ArrayList<>(BATCH);
    while (next.size() < BATCH && ids.hasNext()) {
      next.add(ids.next());
    }
    return next;
  }

  private List<ReadItem> await(CompletableFuture<List<ReadItem>> items) {
    try {
      return items.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
    } catch (InterruptedException e) {
      // Spark has cancelled the task.
      Thread.currentThread().interrupt();
      items.cancel(true);
      inFlight.forEach(other -> other.cancel(true));
      throw (CancellationException)
          new CancellationException("interrupted while fetching").initCause(e);
    }
  }

  @Override
  public ReadItem next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return batch.next();
  }
}
