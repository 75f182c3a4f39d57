package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.error.ServiceException;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.spi.DataOperations;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests single vectors that are sent in batches, over real sockets and TLS. */
class SentChangesIT {
  private static final int VECTORS = 500;
  private static final int BAD = 250;

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void eachCallerReceivesTheOutcomeOfItsOwnVector(Protocol protocol) {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink control = server.clientBuilder().build();
        Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      Indexes.create(control, "docs", Metric.COSINE);
      Index index = client.index("docs");
      // The first call is in flight while the others arrive.
      server.faults().next("upsert", Fault.delay(Duration.ofMillis(200)));
      List<CompletableFuture<Optional<ConsistencyToken>>> written = new ArrayList<>();
      try (BulkWriter<Void> writer = index.bulkWriter(BulkOptions.defaults())) {
        for (int i = 0; i < VECTORS; i++) {
          float[] values = i == BAD ? new float[] {1, 2, 3} : new float[] {i, 1};
          written.add(writer.send(BulkChange.upsert(Vector.of("v" + i, values))));
        }
      }

      for (int i = 0; i < VECTORS; i++) {
        if (i != BAD) {
          index.awaitVisible(written.get(i).join().orElseThrow(), Duration.ofSeconds(10));
        }
      }
      assertThatThrownBy(written.get(BAD)::join).hasCauseInstanceOf(ServiceException.class);
      assertThat(index.fetch(FetchRequest.byIds("v0", "v249", "v250", "v251", "v499")).vectors())
          .containsOnlyKeys("v0", "v249", "v251", "v499");
      assertThat(server.requests())
          .filteredOn(request -> request.operation().equals(DataOperations.UPSERT.toString()))
          .hasSizeLessThan(50);
    }
  }
}
