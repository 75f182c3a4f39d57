package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testsupport.Indexes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the inherent differences between the protocols. */
class ProtocolsDifferIT {
  private static final int DIMENSION = 1_000;

  private EmbeddedPinecone server;
  private Pinelink overGrpc;
  private Pinelink overRest;
  private Index grpc;
  private Index rest;

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.start();
    overGrpc = server.clientBuilder().build();
    overRest = server.clientBuilder().protocols(Protocol.REST).build();
    overRest
        .controlPlane()
        .createIndex(CreateIndexRequest.dense("docs", DIMENSION, Indexes.REGION));
    grpc = overGrpc.index("docs");
    rest = overRest.index("docs");
    server.clearRequests();
  }

  @AfterEach
  void stop() {
    overGrpc.close();
    overRest.close();
    server.close();
  }

  /** The service counts received bytes; a float has four in a message, up to fourteen in JSON. */
  @Test
  void anUpsertMayFitAsAMessageAndNotAsJson() {
    float[] values = new float[DIMENSION];
    IntStream.range(0, DIMENSION).forEach(i -> values[i] = i + 1 / 3f);
    List<Vector> vectors =
        IntStream.range(0, 400).mapToObj(i -> Vector.of("v-" + i, values)).toList();

    assertThat(grpc.upsert(vectors).upsertedCount()).isEqualTo(400);
    assertThatThrownBy(() -> rest.upsert(vectors))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessageContaining("exceeds the limit of 2097152");
  }

  /** The ids of a fetch are in its URL, and each request costs at least one read unit. */
  @Test
  void aFetchOfManyIdsIsSeveralRequestsOverRest() {
    FetchRequest many =
        FetchRequest.byIds(
            IntStream.range(0, 1_000).mapToObj("an-id-of-some-length-%d"::formatted).toList());

    assertThat(grpc.fetch(many).readUnits()).hasValue(1);
    assertThat(server.requests()).hasSize(1);
    server.clearRequests();
    long units = rest.fetch(many).readUnits().orElseThrow();
    assertThat(units).isEqualTo(server.requests().size()).isGreaterThan(1);
  }

  /** Both have the same code and message of the service. */
  @Test
  void aRefusalOverRestNamesTheHttpStatus() {
    assertThatThrownBy(() -> grpc.query(QueryRequest.nearest(1)))
        .hasMessageContaining("INVALID_ARGUMENT, Vector dimension 1 does not match");
    assertThatThrownBy(() -> rest.query(QueryRequest.nearest(1)))
        .hasMessageContaining("INVALID_ARGUMENT, HTTP 400: Vector dimension 1 does not match");
  }
}
