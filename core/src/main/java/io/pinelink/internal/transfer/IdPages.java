package io.pinelink.internal.transfer;

import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.retry.Backoff;
import io.pinelink.model.Page;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The pages of the ids of a namespace. Some pages are requested ahead, each as soon as the one
 * before it has arrived, since a page names the next one and a call takes longer than processing a
 * page does. A page that is throttled or fails transiently is requested again, as long as a bulk
 * operation would wait for the service.
 */
final class IdPages implements Iterator<Page<String>> {
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  /** The pages ahead have the ids of one fetch. */
  private static final int AHEAD = 10;

  private final PageSource<String> source;
  private final Scheduler scheduler;
  private final Duration patience;
  private final ArrayDeque<CompletableFuture<@Nullable Listed>> ahead = new ArrayDeque<>();
  private @Nullable String token;
  private boolean isOver;

  /**
   * A page that was received.
   *
   * @param next the token of the next page; null if there is none
   */
  private record Listed(Page<String> page, @Nullable String next) {}

  IdPages(NamespaceSide<?> side, @Nullable String first, Duration patience) {
    this(side::page, side.caller().scheduler(), first, patience);
  }

  IdPages(
      PageSource<String> source, Scheduler scheduler, @Nullable String first, Duration patience) {
    this.source = source;
    this.scheduler = scheduler;
    this.token = first;
    this.patience = patience;
    ahead.add(request(first));
  }

  @Override
  public boolean hasNext() {
    return !isOver;
  }

  @Override
  public Page<String> next() {
    if (isOver) {
      throw new NoSuchElementException();
    }
    Listed listed = received();
    token = listed.next();
    isOver = token == null;
    return listed.page();
  }

  /** Returns the token of the next page; null if there is none. */
  @Nullable String nextToken() {
    return token;
  }

  private CompletableFuture<@Nullable Listed> request(@Nullable String of) {
    return source.page(of).thenApply(page -> new Listed(page, PageSource.following(page, of)));
  }

  /** Returns the page after one that may not have arrived yet; null if there is none. */
  private CompletableFuture<@Nullable Listed> following(CompletableFuture<@Nullable Listed> page) {
    return page.thenCompose(
        listed ->
            listed == null || listed.next() == null
                ? CompletableFuture.completedFuture(null)
                : request(listed.next()));
  }

  private Listed received() {
    long waited = 0;
    for (int failures = 1; ; failures++) {
      while (ahead.size() <= AHEAD) {
        ahead.add(following(ahead.getLast()));
      }
      try {
        Listed listed = Futures.await(ahead.getFirst());
        ahead.remove();
        return Objects.requireNonNull(listed, "page");
      } catch (PinelinkException e) {
        Duration pause = pause(e, failures);
        waited += pause.toNanos();
        if (!e.isRetryable() || waited > patience.toNanos()) {
          throw e;
        }
        var unused = Futures.await(scheduler.after(pause));
        ahead.clear(); // they failed with the first one
        ahead.add(request(token));
      }
    }
  }

  private static Duration pause(PinelinkException failure, int failures) {
    Duration asked =
        failure instanceof ServiceException refused
            ? refused.retryAfter().orElse(Duration.ZERO)
            : Duration.ZERO;
    Duration backoff = PAUSES.upperHalf(failures, 0.5);
    return asked.compareTo(backoff) > 0 ? asked : backoff;
  }
}
