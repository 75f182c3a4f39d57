package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.RecordedRequest;
import io.pinelink.testsupport.Indexes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that NaN and infinity are refused with their position in the vector, and never sent. */
class BadNumbersIT {
  private static final String DENSE = "has %s at position 1, expected a finite number";
  private static final int[] INDICES = {3, 7, 9};

  private static Map<String, Runnable> calls(Index index, float bad) {
    float[] dense = {1, bad};
    float[] sparse = {1, bad, 1};
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("values of 'a'", () -> index.upsert(List.of(Vector.of("a", dense))));
    calls.put(
        "values of 'u'", () -> index.update(UpdateRequest.builder("u").values(dense).build()));
    calls.put("vector ", () -> index.query(QueryRequest.nearest(dense)));
    calls.put(
        "sparse values", () -> index.query(QueryRequest.nearest(SparseValues.of(INDICES, sparse))));
    // As in a response of a service.
    calls.put(
        "values of 'r'",
        () -> index.upsert(List.of(VectorResponses.vector("r", dense, null, Metadata.empty()))));
    calls.put(
        "sparse",
        () ->
            index.upsert(
                List.of(
                    VectorResponses.vector(
                        "s",
                        new float[] {1, 2},
                        VectorResponses.sparseValues(INDICES, sparse).orElseThrow(),
                        Metadata.empty()))));
    return calls;
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void requestsWithInvalidNumbersAreNotSent(Protocol protocol) {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build()) {
      Index index = Indexes.create(client, "docs", Metric.DOT_PRODUCT);
      server.clearRequests();
      for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
        calls(index, bad)
            .forEach(
                (where, call) ->
                    assertThatIllegalArgumentException()
                        .isThrownBy(call::run)
                        .withMessageStartingWith(where)
                        .withMessageEndingWith(DENSE.formatted(bad)));
      }

      assertThat(server.requests()).isEmpty();
      index.upsert(List.of(Vector.of("a", new float[] {1, 2})));
      assertThat(server.requests()).extracting(RecordedRequest::protocol).containsExactly(protocol);
    }
  }
}
