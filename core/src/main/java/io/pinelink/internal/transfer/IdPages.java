package io.pinelink.internal.transfer;

import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.paging.PageProgress;
import io.pinelink.internal.paging.PageSource;
import io.pinelink.internal.retry.Backoff;
import io.pinelink.model.Page;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
  private final ArrayDeque<CompletableFuture<? extends @Nullable Page<String>>> ahead =
      new ArrayDeque<>();
  private final PageProgress<String> progress;
  private @Nullable String token;
  private boolean isOver;

  IdPages(NamespaceSide<?> side, @Nullable String first, Duration patience) {
    this(side::page, side.caller().scheduler(), first, patience);
  }

  IdPages(
      PageSource<String> source, Scheduler scheduler, @Nullable String first, Duration patience) {
    this.source = source;
    this.scheduler = scheduler;
    this.token = first;
    this.patience = patience;
    this.progress = new PageProgress<>(Optional.of(Function.identity()), first, null);
    ahead.add(source.page(first));
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
    Page<String> page = received();
    token = progress.after(page);
    isOver = token == null;
    return page;
  }

  /** Returns the token of the next page; null if there is none. */
  @Nullable String nextToken() {
    return token;
  }

  /** Returns the page after one that may not have arrived yet; null if there is none. */
  private CompletableFuture<? extends @Nullable Page<String>> following(
      CompletableFuture<? extends @Nullable Page<String>> before) {
    return before.thenCompose(
        page -> {
          String next = page == null ? null : page.nextToken().orElse(null);
          return next == null ? CompletableFuture.completedFuture(null) : source.page(next);
        });
  }

  private Page<String> received() {
    long waited = 0;
    for (int failures = 1; ; failures++) {
      while (ahead.size() <= AHEAD) {
        ahead.add(following(ahead.getLast()));
      }
      try {
        Page<String> page = Futures.await(ahead.getFirst());
        ahead.remove();
        return Objects.requireNonNull(page, "page is null");
      } catch (PinelinkException e) {
        Duration pause = pause(e, failures);
        waited += pause.toNanos();
        if (!e.isRetryable() || waited > patience.toNanos()) {
          throw e;
        }
        var unused = Futures.await(scheduler.after(pause));
        ahead.clear(); // they failed with the first one
        ahead.add(source.page(token));
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
