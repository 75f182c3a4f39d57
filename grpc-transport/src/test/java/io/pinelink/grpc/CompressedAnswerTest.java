package io.pinelink.grpc;

import static io.pinelink.grpc.Calls.failure;
import static io.pinelink.grpc.Calls.on;
import static io.pinelink.grpc.Calls.options;
import static io.pinelink.grpc.Calls.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.MalformedResponseException;
import io.pinelink.grpc.proto.ListItem;
import io.pinelink.grpc.proto.ListResponse;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.spi.DataOperations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that a server has compressed, on raw sockets. */
class CompressedAnswerTest {
  private static final int BOUND = 1 << 20;
  private static final int BOMB = 100 * BOUND;

  private static HostileServer.Attack answering(int idLength) {
    return connection -> {
      connection.readPreface();
      connection.settings();
      while (true) {
        int stream = connection.readRequest();
        connection.answerHeaders(stream, "grpc-encoding", "gzip");
        connection.answerBody(stream, true, gzip(idLength));
      }
    };
  }

  private static byte[] gzip(int idLength) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      ListResponse.newBuilder()
          .addVectors(ListItem.newBuilder().setId("x".repeat(idLength)))
          .build()
          .writeTo(gzip);
    }
    return bytes.toByteArray();
  }

  private static CompletableFuture<?> list(GrpcTransport transport, HostileServer server) {
    return transport.call(DataOperations.LIST_IDS, ListIdsRequest.all(), on(server.route()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAnswerThatInflatesBeyondTheBoundIsMalformed(boolean tls) throws Exception {
    try (HostileServer server = HostileServer.start(tls, answering(BOMB));
        GrpcTransport transport = GrpcTransport.create(options(BOUND))) {
      assertThat(failure(list(transport, server)))
          .isInstanceOfSatisfying(
              MalformedResponseException.class, e -> assertThat(e.isRetryable()).isFalse())
          .hasMessageContaining("Decompressed gRPC message exceeds maximum size " + BOUND);
    }
  }

  @Test
  void anAnswerThatInflatesToTheBoundIsRead() throws Exception {
    try (HostileServer server = HostileServer.start(false, answering(BOUND - 100));
        GrpcTransport transport = GrpcTransport.create(options(BOUND))) {
      result(list(transport, server));
    }
  }
}
