package io.pinelink.internal.paging;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.Page;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the items of all pages to each subscriber, no more than it requested. The next page is
 * requested when the subscriber requests more items than the current one has.
 */
record PagePublisher<T>(PageSource<T> source) implements Flow.Publisher<T> {
  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber is null");
    PageSubscription<T> subscription = new PageSubscription<>(source, subscriber);
    subscriber.onSubscribe(subscription);
    subscription.begin();
  }

  /** The subscription of one subscriber. */
  private static final class PageSubscription<T> implements Flow.Subscription {
    private final PageSource<T> source;
    private final Flow.Subscriber<? super T> subscriber;
    private final AtomicLong requested = new AtomicLong();

    /**
     * The number of pending drains. Only the thread that increments it from zero emits, so that
     * signals are serial. The first one is that of the subscribing thread, after {@code
     * onSubscribe} has returned: a page that is requested within it can arrive before.
     */
    private final AtomicInteger pendingDrains = new AtomicInteger(1);

    private volatile boolean over;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Page<T> arrived;
    private volatile @Nullable CompletableFuture<? extends Page<T>> call;

    // Accessed only by the draining thread.
    private Iterator<T> items = Collections.emptyIterator();
    private final PageProgress<T> progress;
    private @Nullable String token;
    private boolean isLastPage;

    PageSubscription(PageSource<T> source, Flow.Subscriber<? super T> subscriber) {
      this.source = source;
      this.progress = new PageProgress<>(source);
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      if (count <= 0) {
        failure =
            new IllegalArgumentException(
                "request is for "
                    + count
                    + " items, expected 1 or more (Reactive Streams, rule 3.9)");
      } else {
        requested.accumulateAndGet(
            count, (have, more) -> have + more < 0 ? Long.MAX_VALUE : have + more);
      }
      drain();
    }

    @Override
    public void cancel() {
      over = true;
      CompletableFuture<?> running = call;
      if (running != null) {
        running.cancel(true);
      }
    }

    /** Emits what the subscriber requested in {@code onSubscribe}, which has returned. */
    void begin() {
      emitPending();
    }

    private void drain() {
      if (pendingDrains.getAndIncrement() == 0) {
        emitPending();
      }
    }

    private void emitPending() {
      int handled = 1;
      do {
        emit();
        handled = pendingDrains.addAndGet(-handled);
      } while (handled > 0);
    }

    private void emit() {
      try {
        take();
        while (!over && failure == null && requested.get() > 0 && items.hasNext()) {
          T item = items.next();
          if (requested.get() != Long.MAX_VALUE) {
            requested.decrementAndGet();
          }
          subscriber.onNext(item);
        }
        if (over) {
          return;
        }
        Throwable failed = failure;
        if (failed != null) {
          over = true;
          subscriber.onError(Futures.unwrap(failed));
        } else if (!items.hasNext() && isLastPage) {
          over = true;
          subscriber.onComplete();
        } else if (!items.hasNext() && requested.get() > 0 && call == null) {
          requestPage();
        }
      } catch (RuntimeException | Error e) {
        // The source failed immediately, for example because the client is closed, or returned the
        // same page again.
        failAtOnce(e);
      }
    }

    private void failAtOnce(Throwable e) {
      if (!over) {
        over = true;
        subscriber.onError(e);
      }
    }

    private void take() {
      Page<T> page = arrived;
      if (page != null) {
        arrived = null;
        call = null;
        token = progress.after(page);
        isLastPage = token == null;
        items = page.items().iterator();
      }
    }

    private void requestPage() {
      CompletableFuture<? extends Page<T>> pending = source.page(token);
      call = pending;
      if (over) {
        pending.cancel(true);
      }
      var unused =
          pending.whenComplete(
              (page, thrown) -> {
                if (thrown == null) {
                  arrived = page;
                } else {
                  failure = thrown;
                }
                drain();
              });
    }
  }
}
