package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
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
  void theSecondCallAnswersWhereTheFirstHangs(Protocol protocol) throws Exception {
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

      FetchResponse found = index.fetch(FetchRequest.ids("a"));

      // Nothing else would have sent a second call.
      assertThat(found.vectors()).containsOnlyKeys("a");
      assertThat(found.info().attempts()).isEqualTo(2);
      assertThat(server.faults().pending()).isEmpty();
    }
  }
}
