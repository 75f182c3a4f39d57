package io.pinelink.quarkus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Pinelink;
import io.pinelink.quarkus.PinelinkConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a property is one line that names the property, before anything is sent. */
class RefusedPropertiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          api-key=two words                  | api-key
          api-version=next                   | api-version
          control-plane=not a host           | control-plane
          route-policy=privat                | route-policy
          private-probe-timeout=2s           | private-probe-timeout
          connect-rules[0].host=*.pinecone.io | connect-rules[0]: dial is empty
          connect-rules[0].dial=10.0.0.1     | connect-rules[0]: expected exactly one of
          connect-rules[0].host=a.pinecone.io;connect-rules[0].dial=a:b:c | connect-rules[0]: dial is 'a:b:c'
          trusted-domains=not a domain       | trusted-domains
          host-book=/no/such/file            | host-book
          address-guard.allowed-ranges=10    | address-guard
          ssl.authorities=/no/such/file      | ssl
          ssl.certificate=client.pem         | ssl: expected certificate and key together
          proxy.port=3128                    | proxy: host is missing
          proxy.host=proxy                   | proxy: port is missing
          control-plane-proxy.password=p     | control-plane-proxy: username is missing
          proxy.mode=always                  | proxy.mode
          connection-lifetime.refresh=10s    | connection-lifetime: idle is missing
          retry.max-attempts=0               | retry
          timeout=-1s                        | timeout
          timeout=soon                       | timeout
          connect-timeout=0s                 | connect-timeout
          headers.Api-Key=x                  | headers.Api-Key
          max-response-size=5G               | max-response-size
          max-grpc-connections=0             | max-grpc-connections
          http-version=3                     | http-version
          protocols=soap                     | protocols
          indexes.docs.name=Not_A_Name       | indexes.docs: index name is
          indexes.docs.host=not a host       | indexes.docs.host
          health.index=docs                  | health.index
          health.timeout=0s                  | health.timeout
          route-polcy=as-given               | route-polcy: no such property
          indexes.docs=docs-2026             | indexes.docs: no such property
          indexes.docs.nmespace=en           | indexes.docs.nmespace: no such property
          """)
  void aMistakeNamesItsProperty(String properties, String expected) {
    Map<String, String> values = new HashMap<>(Map.of("quarkus.pinelink.api-key", "key"));
    for (String property : properties.split(";", -1)) {
      String[] parts = property.split("=", 2);
      values.put("quarkus.pinelink." + parts[0], parts[1]);
    }

    assertThatThrownBy(() -> start(values))
        .hasMessageContaining("quarkus.pinelink." + expected)
        .satisfies(
            e ->
                assertThat(String.valueOf(e.getMessage()).lines())
                    .filteredOn(line -> line.contains("quarkus.pinelink"))
                    .hasSize(1));
  }

  @Test
  void secretsAreNotPrinted() {
    assertThatThrownBy(() -> start(Map.of("quarkus.pinelink.api-key", "secret key")))
        .hasMessageNotContaining("secret");
  }

  @Test
  void theWordsOfAllPropertiesAreAccepted() {
    Map<String, String> values = new HashMap<>();
    for (String property :
        List.of(
            "api-key=key",
            "route-policy=private-preferred",
            "private-probe-timeout=500ms",
            "connect-rules[0].project=a1b234c",
            "connect-rules[0].dial=vpce-1.example.com,[fd00::1]:8443",
            "trusted-domains=example.com",
            "address-guard.allowed-ranges=203.0.113.0/24",
            "address-guard.allow-loopback=true",
            "proxy.host=proxy.example.com",
            "proxy.port=3128",
            "proxy.username=u",
            "proxy.password=p",
            "connection-lifetime.idle=3m",
            "retry.max-attempts=2",
            "retry.tokens-per-success=0.5",
            "timeout=10s",
            "headers.X-Team=search",
            "max-response-size=16M",
            "http-version=http-2",
            "protocols=rest,grpc",
            "indexes.docs.name=docs-2026",
            "indexes.\"a.b\".host=docs-a1b234c.svc.aped-4627-b74a.pinecone.io",
            "indexes.\"a.b\".namespace=en",
            "devservices.indexes.docs=3",
            "health.enabled=true",
            "health.index=docs")) {
      String[] parts = property.split("=", 2);
      values.put("quarkus.pinelink." + parts[0], parts[1]);
    }

    start(values);

    assertThat(config(values).getConfigMapping(PinelinkConfig.class).indexes())
        .containsOnlyKeys("docs", "a.b");
  }

  private static void start(Map<String, String> values) {
    SmallRyeConfig config = config(values);
    PinelinkConfig properties = config.getConfigMapping(PinelinkConfig.class);
    Pinelink.Builder builder = Pinelink.builder();
    new ClientOptions(properties).apply(builder);
    new ClientConnection(properties).apply(builder);
    try (Pinelink client = ClientBean.build(builder)) {
      new OpenIndexes(client, properties).check(new StartupEvent(), config);
    }
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(PinelinkConfig.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withConverter(Path.class, 200, new PathConverter())
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .withValidateUnknown(false)
        .build();
  }
}
