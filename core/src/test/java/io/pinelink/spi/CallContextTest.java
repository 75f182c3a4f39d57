package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallContextTest {
  private static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");

  private static CallContext context(ExtraHeaders headers) {
    Deadline deadline = Deadline.after(Duration.ofSeconds(1));
    return new CallContext(
        ROUTE,
        "en",
        deadline,
        new ApiKey("s3cret-key"),
        headers,
        2,
        CallHandling.unobserved(false));
  }

  @Test
  void toStringHidesTheKeyAndTheValuesOfHeaders() {
    CallContext context = context(ExtraHeaders.none().with("x-gate", "an0ther-secret"));
    assertThat(context.toString())
        .contains("x-gate")
        .doesNotContain("s3cret-key")
        .doesNotContain("an0ther-secret");
  }

  @Test
  void masksTheKeyAndTheValuesOfHeaders() {
    CallContext context = context(ExtraHeaders.none().with("x-gate", "an0ther-secret"));
    assertThat(context.mask("s3cret-key, an0ther-secret, x-gate")).isEqualTo("***, ***, x-gate");
    assertThat(context.failed(DataOperations.QUERY).mask().apply("an0ther-secret"))
        .isEqualTo("***");
    assertThat(
            context.info(Protocol.REST, new ResponseHeaders(name -> "r-an0ther-secret")).toString())
        .doesNotContain("an0ther-secret");
  }

  @Test
  void describesFailuresAndResponses() {
    CallContext context = context(ExtraHeaders.none());
    assertThat(context.failed(DataOperations.QUERY)).isEqualTo(new FailedCall("query", ROUTE, 2));
    Map<String, String> headers = Map.of("x-request-id", "r-1", "x-pinecone-request-lsn", "7");

    assertThat(context.info(Protocol.REST, new ResponseHeaders(headers::get)))
        .isEqualTo(VectorResponses.info("r-1", "en", 7L, null, ROUTE, Protocol.REST, 2));
  }
}
