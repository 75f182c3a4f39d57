package io.pinelink.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.pinelink.grpc.proto.UpsertRequest;
import io.pinelink.grpc.proto.Vector;
import io.pinelink.grpc.proto.VectorServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server whose process may not write more than a few kilobytes into a file. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class FullDiskIT {
  private static final String INDEX = "docs.localhost";
  private static final int BLOCKS = 64;
  private static final int IDS = 1_000;

  @TempDir Path directory;

  @Test
  void aWriteThatCannotBeSavedIsRefusedAndAllOthersAreKept() throws IOException {
    Path data = directory.resolve("data");
    int kept;
    KilledServer server = KilledServer.startLimited(data, BLOCKS);
    try (PlainHttp http = new PlainHttp(server.port())) {
      http.call(
          "localhost",
          "POST",
          "/indexes",
          "{'name':'docs','schema':{'fields':{'_values':{'type':'dense_vector','dimension':100,"
              + "'metric':'cosine'}}}}");
      kept = upsertUntilRefused(http);
      assertThat(kept).isBetween(20, IDS - 1);
      PlainHttp.Response refused = upsert(http, "id" + kept);
      assertThat(refused.status()).isEqualTo(507);
      assertThat(refused.body())
          .contains("The change was not made")
          .contains(data.resolve("log-00000000").toString());
      assertThat(grpcStatus(server.port())).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      PlainHttp.Response created =
          http.call(
              "localhost",
              "POST",
              "/indexes",
              "{'name':'more','schema':{'fields':{'_values':{'type':'dense_vector',"
                  + "'dimension':100,'metric':'cosine'}}},'tags':{'t':'"
                  + "x".repeat(80)
                  + "'}}");
      assertThat(created.status()).isEqualTo(507);
      assertIds(http, kept);
    } finally {
      server.kill();
    }
    server = KilledServer.start(data, List.of(), KilledServer.classPath());
    try (PlainHttp http = new PlainHttp(server.port())) {
      assertIds(http, kept);
      assertThat(upsert(http, "id" + kept).status()).isEqualTo(200);
    } finally {
      server.kill();
    }
  }

  private static int upsertUntilRefused(PlainHttp http) throws IOException {
    for (int id = 0; id < IDS; id++) {
      if (upsert(http, "id" + id).status() != 200) {
        return id;
      }
    }
    return IDS;
  }

  private static PlainHttp.Response upsert(PlainHttp http, String id) throws IOException {
    return http.call(
        INDEX,
        "POST",
        "/vectors/upsert",
        "{'vectors':[{'id':'" + id + "','values':[" + "1,".repeat(99) + "1]}]}");
  }

  private static Status.Code grpcStatus(int port) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .overrideAuthority(INDEX)
            .usePlaintext()
            .build();
    try {
      Vector.Builder vector = Vector.newBuilder().setId("grpc");
      for (int i = 0; i < 100; i++) {
        vector.addValues(1);
      }
      var unused =
          VectorServiceGrpc.newBlockingStub(channel)
              .withInterceptors(PlainHttp.key())
              .upsert(UpsertRequest.newBuilder().addVectors(vector).build());
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    } finally {
      channel.shutdownNow();
    }
  }

  /** Checks that the index has the records up to a number, and no others. */
  private static void assertIds(PlainHttp http, int count) throws IOException {
    assertThat(http.call(INDEX, "POST", "/describe_index_stats", "{}").body().replace(" ", ""))
        .contains("\"totalVectorCount\":" + count + ",");
    assertThat(
            http.call(INDEX, "GET", "/vectors/fetch?ids=id" + (count - 1) + "&ids=id" + count, "")
                .body())
        .contains("\"id" + (count - 1) + "\"")
        .doesNotContain("\"id" + count + "\"");
  }
}
