package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.PinelinkException;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.testsupport.Indexes;
import io.pinelink.testsupport.LoggedLines;
import java.time.Duration;
import java.util.logging.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that clients of an embedded server say so, under the host names of the service. */
class ServerLabelIT {
  private static EmbeddedPinecone start(boolean local) {
    return local ? EmbeddedPinecone.builder().localMode().start() : EmbeddedPinecone.start();
  }

  @ParameterizedTest
  @CsvSource({"true, GRPC", "true, REST", "false, GRPC", "false, REST"})
  void exceptionsAndRoutesNameTheEmbeddedServer(boolean local, Protocol protocol) {
    try (EmbeddedPinecone server = start(local);
        Pinelink client = server.clientBuilder().protocols(protocol, Protocol.REST).build();
        AdminClient admin =
            server
                .configure(AdminClient.builder())
                .clientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET)
                .build()) {
      String missing = local ? "(local route, embedded server)" : "(public route, embedded server)";

      assertThatThrownBy(() -> client.controlPlane().describeIndex("missing"))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining(missing);
      assertThatThrownBy(() -> admin.describeProject("missing"))
          .isInstanceOf(PinelinkException.class)
          .hasMessageContaining(missing);
      Index docs = Indexes.create(client, "docs", Metric.COSINE);
      assertThat(docs.route().label()).contains("embedded server");
      assertThat(docs.route().toString()).contains("embedded server").doesNotContain("/");
      server.faults().next("describeIndexStats", Fault.refuse(ErrorCode.INVALID_ARGUMENT, "no"));
      assertThatThrownBy(docs::describeIndexStats).hasMessageContaining(missing);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void routesOfTestsAreNotLogged(boolean local) {
    try (LoggedLines logged = LoggedLines.of("io.pinelink", Level.INFO);
        EmbeddedPinecone server = start(local);
        Pinelink client = server.clientBuilder().protocols(Protocol.REST).build();
        Pinelink probing =
            server
                .clientBuilder()
                .protocols(Protocol.REST)
                .routePolicy(RoutePolicy.privatePreferred(Duration.ofSeconds(10)))
                .build()) {
      Indexes.create(client, "quiet", Metric.COSINE).describeIndexStats();
      probing.index("quiet").describeIndexStats();

      assertThat(logged.lines()).filteredOn(line -> line.contains("quiet")).isEmpty();
    }
  }
}
