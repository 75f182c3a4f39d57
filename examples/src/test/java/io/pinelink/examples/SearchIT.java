package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.testing.PineconeExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tests that docs/testing.md shows: a change here belongs there too. */
class SearchIT {
  @RegisterExtension
  static final PineconeExtension pinecone = PineconeExtension.builder().index("docs", 3).build();

  @Test
  void findsWrittenVectors(Index docs) {
    docs.upsert(List.of(Vector.of("a", new float[] {1, 0, 0})));

    assertThat(docs.query(QueryRequest.nearest(1, 0, 0)).matches()).hasSize(1);
  }

  @Test
  void rateLimitsAreRetried(Index docs, EmbeddedPinecone server) {
    server.faults().next("query", Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down"));

    assertThat(docs.query(QueryRequest.nearest(1, 0, 0)).matches()).isEmpty();
    assertThat(server.requests())
        .filteredOn(request -> request.operation().equals("query"))
        .hasSize(2);
  }
}
