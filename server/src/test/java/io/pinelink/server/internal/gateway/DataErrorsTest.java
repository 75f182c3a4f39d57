package io.pinelink.server.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpHeaders;
import io.pinelink.error.ErrorCode;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataErrorsTest {
  private static ServerResponse refused(String path, String version, ErrorCode code) {
    HttpHeaders headers = new DefaultHttpHeaders();
    if (!version.isEmpty()) {
      headers.add(ServerCall.API_VERSION, version);
    }
    return RefusalResponses.of(
        new ServerCall(ListenerRole.PUBLIC_DATA, "POST", path, headers, new byte[0]), code, "why");
  }

  @ParameterizedTest
  @CsvSource({
    "RESOURCE_EXHAUSTED, 429, RESOURCE_EXHAUSTED",
    "UNAVAILABLE, 503, SERVICE_UNAVAILABLE",
    "INTERNAL, 500, INTERNAL"
  })
  void errorsAboutDocumentsAndRecordsHaveTheFormOfTheControlPlane(
      ErrorCode code, int status, String name) {
    for (String path :
        new String[] {"/namespaces/n/documents/search", "/records/namespaces/n/search"}) {
      ServerResponse refused = refused(path, "2026-07", code);

      assertThat(refused.status()).isEqualTo(status);
      assertThat(refused.body())
          .asString()
          .isEqualTo(
              "{\"status\":"
                  + status
                  + ",\"error\":{\"code\":\""
                  + name
                  + "\",\"message\":\"why\"}}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/namespaces/n/documents/search, 2026-07, true",
    "/namespaces/n/documents/search, 2026-04, true",
    "/namespaces/n/documents/search, '', true",
    "/namespaces/a%2Fb/documents/unknown, 2026-07, true",
    "/namespaces/documents, 2026-07, false",
    "/namespaces/n, 2026-07, false",
    "/records/namespaces/n/search, 2026-07, true",
    "/records/namespaces/n/upsert, 2026-07, true",
    "/records/namespaces/a%2Fb/unknown, 2026-07, true",
    "/records/namespaces/n/search, 2026-10, true",
    "/records/namespaces/n/search, 2026-04, false",
    "/records/namespaces/n/upsert, 2025-01, false",
    "/records/namespaces/n/search, '', false",
    "/vectors/upsert, 2026-07, false"
  })
  void thePathAndTheVersionDetermineTheForm(String path, String version, boolean ofControlPlane) {
    assertThat(refused(path, version, ErrorCode.INTERNAL).body())
        .asString()
        .startsWith(ofControlPlane ? "{\"status\":500,\"error\":{" : "{")
        .contains(ofControlPlane ? "\"code\":\"INTERNAL\"" : "\"code\":13");
  }
}
