package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.error.BulkException;
import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.spi.Failures;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A transport that cannot run on the libraries of the class path. */
class IncompatibleLibraryTest {
  private final IncompatibleLibraryException unfit =
      Failures.incompatibleLibrary("does not run on grpc-api 1.50.0", null);
  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final Pinelink client = Pinelink.builder().apiKey("pcsk_any").transports(grpc).build();
  private final Index index = client.indexAt("localhost:5081");

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aCallFailsAfterOneAttempt() {
    grpc.answering(unfit);

    assertThatThrownBy(() -> index.query(QueryRequest.builder().vector(1).topK(1).build()))
        .isSameAs(unfit);
    assertThat(grpc.next().context().attempt()).isEqualTo(1);
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void aBulkOperationFailsAfterOneAttempt() {
    grpc.answering(unfit);

    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> index.bulkUpsert(vectors(), BulkOptions.defaults()))
        .withCause(unfit)
        .withMessageContaining("does not run on grpc-api 1.50.0")
        .satisfies(failure -> assertThat(failure.isRetryable()).isFalse());
    assertThat(grpc.next().context().attempt()).isEqualTo(1);
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void aBulkOperationWhoseItemsCannotBeMeasuredRejectsNoItems() {
    grpc.counting =
        request -> {
          throw unfit;
        };

    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> index.bulkUpsert(vectors(), BulkOptions.defaults()))
        .withCause(unfit)
        .satisfies(
            failure -> {
              assertThat(failure.report().read()).isEqualTo(1);
              assertThat(failure.report().rejected()).isZero();
              assertThat(failure.report().unsent()).isEqualTo(1);
            });
    assertThat(grpc.hasNoCall()).isTrue();
  }

  private static BulkSource<Vector> vectors() {
    return BulkSource.of(
        Stream.of(Vector.of("a", new float[] {1}), Vector.of("b", new float[] {2})));
  }
}
