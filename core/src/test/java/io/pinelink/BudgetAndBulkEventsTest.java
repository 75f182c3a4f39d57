package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Vector;
import io.pinelink.retry.RetryOptions;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import io.pinelink.telemetry.BulkStart;
import io.pinelink.telemetry.CallListener;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallStart;
import io.pinelink.telemetry.RetryTokens;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Tests the events of retry budgets and bulk operations. */
class BudgetAndBulkEventsTest extends ClientScene {
  private final List<RetryTokens> tokens = new CopyOnWriteArrayList<>();
  private final List<BulkStart> starts = new CopyOnWriteArrayList<>();
  private final List<Long> closed = new CopyOnWriteArrayList<>();
  private final List<BulkProgress> progress = new CopyOnWriteArrayList<>();
  private final List<BulkReport> reports = new CopyOnWriteArrayList<>();

  /** Records the events; calls are not observed. */
  private class Recorder implements CallListener {
    @Override
    public CallObserver started(CallStart call) {
      return CallObserver.none();
    }

    @Override
    public void retryTokens(RetryTokens changed) {
      tokens.add(changed);
    }

    @Override
    public void closed(long client) {
      closed.add(client);
    }

    @Override
    public BulkListener bulkStarted(BulkStart bulk) {
      starts.add(bulk);
      return new BulkListener() {
        @Override
        public void progress(BulkProgress now) {
          progress.add(now);
        }

        @Override
        public void ended(BulkReport report) {
          reports.add(report);
        }
      };
    }
  }

  /** Fails in each event. */
  private static final class Broken implements CallListener {
    @Override
    public CallObserver started(CallStart call) {
      return CallObserver.none();
    }

    @Override
    public void retryTokens(RetryTokens changed) {
      throw new IllegalStateException("retryTokens");
    }

    @Override
    public void closed(long client) {
      throw new IllegalStateException("closed");
    }

    @Override
    public BulkListener bulkStarted(BulkStart bulk) {
      throw new IllegalStateException("bulkStarted");
    }
  }

  private final class Disabled extends Recorder {
    @Override
    public boolean isEnabled() {
      return false;
    }
  }

  private static ServiceException unavailable() {
    return Failures.refusal(
        new FailedCall("query", CONTROL, 1),
        new Refusal(ErrorCode.UNAVAILABLE, "busy", null, null),
        null);
  }

  @Test
  void theTokensOfAHostAreReportedWhenTheyChange() {
    grpc.answering(FOUND, unavailable(), FOUND, FOUND, FOUND);
    RetryOptions once = RetryOptions.builder().maxAttempts(1).budget(10, 0.6).build();
    try (Pinelink client = builder().retryOptions(once).callListener(new Recorder()).build()) {
      Index index = client.indexAt(PUBLIC);
      index.query(QUERY);
      assertThatThrownBy(() -> index.query(QUERY)).isInstanceOf(ServiceException.class);
      index.query(QUERY);
      index.query(QUERY);
      index.query(QUERY);
    }

    assertThat(tokens).extracting(RetryTokens::left).containsExactly(10.0, 9.0, 9.6, 10.0);
    assertThat(tokens).extracting(RetryTokens::full).containsOnly(10);
    assertThat(tokens).extracting(changed -> changed.route().host()).containsOnly(PUBLIC);
  }

  @Test
  void aBulkOperationIsReportedFromStartToEnd() {
    grpc.answering(new VectorResponses.UpsertResult(2, INFO));
    BulkReport report = upsertTwo(new Recorder());

    assertThat(starts)
        .containsExactly(new BulkStart(tokens.get(0).client(), "upsert", Optional.of("docs"), "n"));
    assertThat(progress.get(progress.size() - 1).accepted()).isEqualTo(2);
    assertThat(reports).containsExactly(report);
  }

  private BulkReport upsertTwo(CallListener listener) {
    try (Pinelink client = builder().callListener(listener).build()) {
      return client
          .indexAt(PUBLIC)
          .namespace("n")
          .bulkUpsert(
              BulkSource.of(
                  List.of(Vector.of("a", new float[] {1}), Vector.of("b", new float[] {2}))),
              BulkOptions.defaults());
    }
  }

  @Test
  void theEndOfAClientIsReportedOnceAndNothingAfterIt() {
    grpc.answering(FOUND, FOUND);
    Recorder shared = new Recorder();
    Pinelink first = builder().callListener(shared).build();
    Pinelink second = builder().callListener(shared).build();
    first.indexAt(PUBLIC).query(QUERY);
    second.indexAt(PUBLIC).query(QUERY);
    assertThat(tokens).extracting(RetryTokens::client).doesNotHaveDuplicates().hasSize(2);
    assertThat(closed).isEmpty();

    first.close();
    first.close();
    Index index = first.indexAt(PUBLIC);
    assertThatThrownBy(
            () ->
                index.bulkUpsert(
                    BulkSource.of(List.of(Vector.of("a", new float[] {1}))),
                    BulkOptions.defaults()))
        .isInstanceOf(RuntimeException.class);

    assertThat(closed).containsExactly(tokens.get(0).client());
    assertThat(starts).isEmpty();
    second.close();
    assertThat(closed).containsExactly(tokens.get(0).client(), tokens.get(1).client());
  }

  @Test
  void aDisabledListenerReceivesNoBulkOperation() {
    grpc.answering(new VectorResponses.UpsertResult(2, INFO));
    upsertTwo(new Disabled());

    assertThat(starts).isEmpty();
  }

  @Test
  void aListenerThatThrowsAffectsNothing() {
    grpc.answering(new VectorResponses.UpsertResult(2, INFO));

    assertThat(upsertTwo(new Broken()).isClean()).isTrue();
  }
}
