package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorBuffer;
import io.pinelink.retry.HedgeOptions;
import io.pinelink.retry.RetryOptions;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.spi.DataOperations;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that a hedged read without a response is answered by its second call. */
class HedgeIT {
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theHedgeAnswersIfTheFirstCallHangs(Protocol protocol) throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink control = server.clientBuilder().build();
        Pinelink client =
            server
                .clientBuilder()
                .protocols(protocol, Protocol.REST)
                .retryOptions(RetryOptions.none())
                .hedgeOptions(HedgeOptions.after(Duration.ofMillis(50)))
                .build()) {
      Indexes.create(control, "docs", Metric.COSINE);
      Index index = client.index("docs");
      index.upsert(List.of(Vector.of("a", new float[] {1, 0})));
      server.faults().next(DataOperations.FETCH, Fault.hang());

      FetchResponse found = index.fetch(FetchRequest.byIds("a"));

      // Nothing else would have sent a second call.
      assertThat(found.vectors()).containsOnlyKeys("a");
      assertThat(found.info().attempts()).isEqualTo(2);
      assertThat(server.faults().pending()).isEmpty();
    }
  }

  /** The first call is answered late, perhaps while the second one's array is in use. */
  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aLateAnswerDoesNotOverwriteTheArrayOfTheOther(Protocol protocol) throws Exception {
    VectorBuffer buffer = VectorBuffer.allocate(2);
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink control = server.clientBuilder().build();
        Pinelink client =
            server
                .clientBuilder()
                .protocols(protocol, Protocol.REST)
                .retryOptions(RetryOptions.none())
                .hedgeOptions(HedgeOptions.after(Duration.ofMillis(1)))
                .build()) {
      Indexes.create(control, "docs", Metric.COSINE);
      Index index = client.index("docs");
      index.upsert(List.of(Vector.of("a", new float[] {1, 0}), Vector.of("b", new float[] {0, 1})));
      FetchRequest a = FetchRequest.builder().ids("a").valuesInto(buffer).build();
      FetchRequest b = FetchRequest.builder().ids("b").valuesInto(buffer).build();

      for (int i = 0; i < 20; i++) {
        server.faults().next(DataOperations.FETCH, Fault.delay(Duration.ofMillis(2)));
        DenseColumns first = index.fetch(a).columns().orElseThrow();
        DenseColumns second = index.fetch(b).columns().orElseThrow();
        first.release();
        DenseColumns third = index.fetch(b).columns().orElseThrow();

        assertThat(second.values()).startsWith(0, 1).isNotSameAs(third.values());
        assertThat(third.values()).startsWith(0, 1);
        second.release();
        third.release();
      }
    }
  }
}
