package io.pinelink.reactive;

import static java.util.Objects.requireNonNull;

import io.pinelink.AsyncIndex;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.Metric;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/**
 * Tests the subscriber of a bulk operation, whose source is a publisher, by the TCK of Reactive
 * Streams. The rules of the TCK that look inside need a subscriber that requests items on demand.
 */
class BulkSourceTckIT {
  private static EmbeddedPinecone server;
  private static Pinelink client;
  private static AsyncIndex index;

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
    client = server.clientBuilder().build();
    index = Indexes.create(client, "docs", Metric.COSINE).async();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> theSubscriberOfABulkUpsert() {
    return TckRules.of(SubscriberRules::new, Set.of());
  }

  /** The verification of a subscriber, as seen from outside. */
  public static final class SubscriberRules extends FlowSubscriberBlackboxVerification<Vector> {
    private static final long PATIENCE_MILLIS = 20_000;
    private static final long SILENCE_MILLIS = 20;

    SubscriberRules() {
      super(new TestEnvironment(PATIENCE_MILLIS, SILENCE_MILLIS, SILENCE_MILLIS));
    }

    @Override
    public Flow.Subscriber<Vector> createFlowSubscriber() {
      AtomicReference<Flow.@Nullable Subscriber<? super Vector>> subscriber =
          new AtomicReference<>();
      Flow.Publisher<Vector> publisher = subscriber::set;
      var unused = index.bulkUpsert(BulkSource.of(publisher), BulkOptions.defaults());
      @SuppressWarnings("unchecked") // it receives vectors
      Flow.Subscriber<Vector> given =
          (Flow.Subscriber<Vector>) requireNonNull(subscriber.get(), "not subscribed");
      return given;
    }

    @Override
    public Vector createElement(int element) {
      return Vector.of("id-" + element, new float[] {1, element});
    }
  }
}
