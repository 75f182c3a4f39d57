package io.pinelink.server.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;

class PathTableTest {
  private final PathTable<String> table =
      new PathTable<String>()
          .since("2026-07", "createDocumentIndex", "POST /indexes", "by schema")
          .on("createIndex", "POST /indexes", "by spec")
          .on("describeIndex", "GET /indexes/{name}", "describe")
          .on("listBackups", "GET /indexes/{name}/backups", "backups");

  @Test
  void matchSetsTheOperationAndTheNameInThePath() {
    ServerCall call = call("GET", "/indexes/my%20docs/backups?limit=1", "");

    assertThat(table.match(call)).isEqualTo("backups");
    assertThat(call.operation()).isEqualTo("listBackups");
    assertThat(call.pathValue()).isEqualTo("my docs");
  }

  @Test
  void pathWithoutANameHasNoValue() {
    ServerCall call = call("POST", "/indexes", "");

    assertThat(table.match(call)).isEqualTo("by spec");
    assertThat(call.operation()).isEqualTo("createIndex");
    assertThat(call.pathValue()).isEmpty();
  }

  @Test
  void rowOfALaterVersionNeedsThatVersion() {
    assertThat(table.match(call("POST", "/indexes", "2026-04"))).isEqualTo("by spec");
    assertThat(table.match(call("POST", "/indexes", "2026-07"))).isEqualTo("by schema");
  }

  @Test
  void unknownPathHasNoOperation() {
    ServerCall call = call("GET", "/indexes/", "");

    assertThat(table.match(call)).isNull();
    assertThat(call.operation()).isEmpty();
  }

  @Test
  void pathWithTwoNamesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.on("describe", "GET /indexes/{name}/aliases/{alias}", "alias"))
        .withMessageContaining("more than one segment in braces");
  }

  private static ServerCall call(String method, String uri, String version) {
    HttpHeaders headers = new DefaultHttpHeaders();
    if (!version.isEmpty()) {
      headers.add(ServerCall.API_VERSION, version);
    }
    return new ServerCall(ListenerRole.CONTROL, method, uri, headers, new byte[0]);
  }
}
