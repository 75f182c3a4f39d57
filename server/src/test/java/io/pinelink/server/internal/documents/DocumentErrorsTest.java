package io.pinelink.server.internal.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.pinelink.error.ErrorCode;
import io.pinelink.server.internal.gateway.RefusalResponses;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.http.ServerResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentErrorsTest {
  private static ServerRequest call(String path) {
    return new ServerRequest(
        ListenerRole.PUBLIC_DATA, "POST", path, new DefaultHttpHeaders(), new byte[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "RESOURCE_EXHAUSTED, 429, RESOURCE_EXHAUSTED",
    "UNAVAILABLE, 503, SERVICE_UNAVAILABLE",
    "INTERNAL, 500, INTERNAL"
  })
  void aFaultOfDocumentsHasTheFormOfTheirErrors(ErrorCode code, int status, String name) {
    ServerResponse refused =
        RefusalResponses.of(call("/namespaces/n/documents/search"), code, "why");

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

  @ParameterizedTest
  @CsvSource({
    "/namespaces/n/documents/search, true",
    "/namespaces/a%2Fb/documents/unknown, true",
    "/namespaces/documents, false",
    "/namespaces/n, false",
    "/vectors/upsert, false"
  })
  void thePathDeterminesTheFormOfErrors(String path, boolean expected) {
    assertThat(DocumentErrors.applyTo(call(path))).isEqualTo(expected);
  }
}
