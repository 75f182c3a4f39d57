package io.pinelink.reactive;

import java.util.concurrent.Flow;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The verification of a publisher by the TCK. */
public final class PublisherRules<T> extends FlowPublisherVerification<T> {
  /** How long to wait for a signal that must come. */
  private static final long PATIENCE_MILLIS = 20_000;

  /** How long to wait for a signal that must not come. */
  private static final long SILENCE_MILLIS = 20;

  private static final long COLLECTION_MILLIS = 50;

  private final LongFunction<Flow.Publisher<T>> publisher;
  private final Supplier<Flow.Publisher<T>> failed;
  private final long max;

  /**
   * Creates a verification.
   *
   * @param publisher creates a publisher of a number of items
   * @param failed creates a publisher whose first page fails
   * @param max the most items that a publisher can have
   */
  PublisherRules(
      LongFunction<Flow.Publisher<T>> publisher, Supplier<Flow.Publisher<T>> failed, long max) {
    super(new TestEnvironment(PATIENCE_MILLIS, SILENCE_MILLIS, SILENCE_MILLIS), COLLECTION_MILLIS);
    this.publisher = publisher;
    this.failed = failed;
    this.max = max;
  }

  @Override
  public long maxElementsFromPublisher() {
    return max;
  }

  @Override
  public Flow.Publisher<T> createFlowPublisher(long elements) {
    return publisher.apply(elements);
  }

  /**
   * A page is requested on demand, and fails only then; the subscribers of these rules request
   * nothing, so an item is requested for them.
   */
  @Override
  public Flow.Publisher<T> createFailedFlowPublisher() {
    Flow.Publisher<T> failing = failed.get();
    return subscriber -> failing.subscribe(new Demanding<>(subscriber));
  }

  private record Demanding<T>(Flow.Subscriber<? super T> subscriber) implements Flow.Subscriber<T> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(subscription);
      subscription.request(1);
    }

    @Override
    public void onNext(T item) {
      subscriber.onNext(item);
    }

    @Override
    public void onError(Throwable failure) {
      subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
      subscriber.onComplete();
    }
  }
}
