package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.doctor.watch.RouteWatch;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.network.AddressGuard;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.routing.Verdict;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** The calls of health checks, on either line of Spring Boot. */
class PinelinkHealthTest {
  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(PinelinkAutoConfiguration.class))
          .withBean("embedded", PinelinkConnectionDetails.class, () -> () -> server.clientBuilder())
          .withPropertyValues(
              "pinelink.indexes.docs.name=docs",
              "pinelink.health.index=docs",
              "pinelink.health.timeout=30s",
              "pinelink.retry.max-attempts=1");

  @BeforeEach
  void createIndex() {
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static PinelinkHealth health(ApplicationContext context) {
    return new PinelinkHealth(
        context.getBean(ConfiguredIndexes.class),
        PinelinkProperties.of(context.getEnvironment()).health(),
        context.getBeanProvider(RouteWatch.class).getIfUnique());
  }

  @Test
  void nothingIsSentBeforeTheIndexIsOpen() {
    application.run(
        context -> {
          int before = server.requests().size();
          PinelinkHealth.Result result = health(context).check();
          assertThat(result.failure()).isNull();
          assertThat(result.details()).containsEntry("docs", "not open yet");
          assertThat(server.requests()).hasSize(before);
        });
  }

  @Test
  void aFailedCallIsReported() {
    application.run(
        context -> {
          context.getBean(Index.class);
          server
              .faults()
              .next("describeIndexStats", Fault.refuse(ErrorCode.INTERNAL, "out of order"));
          assertThat(health(context).check().failure())
              .isInstanceOf(ServiceException.class)
              .hasMessageContaining("out of order");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "RESOURCE_EXHAUSTED, You've reached your egress limit for the current month (1000000000"
        + " bytes)., QUOTA_EXHAUSTED, false",
    "RESOURCE_EXHAUSTED, too many requests, RATE_LIMITED, true",
    "PERMISSION_DENIED, forbidden, FORBIDDEN, false",
    "UNAVAILABLE, out of order, UNREACHABLE, false",
  })
  void refusedReadsHaveTheirVerdictAlthoughStatisticsAreAnswered(
      ErrorCode code, String message, Verdict verdict, boolean up) {
    application.run(
        context -> {
          context.getBean(Index.class);
          server.faults().next("fetch", Fault.refuse(code, message));

          PinelinkHealth.Result result = health(context).check();

          assertThat(result.verdict()).isEqualTo(verdict);
          assertThat(result.failure() == null).isEqualTo(up);
          assertThat(result.shown()).containsEntry("verdict", JsonWord.of(verdict));
        });
  }

  @Test
  void aThrottledProbeIsNoOutage() {
    application.run(
        context -> {
          context.getBean(Index.class);
          server
              .faults()
              .next(
                  "describeIndexStats",
                  Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "too many requests"));

          assertThat(health(context).check().failure()).isNull();
        });
  }

  @Test
  void aDocumentIndexWithoutStatisticsIsUp() {
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder(
                      "notes",
                      IndexSchema.builder().text("body", FullTextSearch.defaults()).build(),
                      IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                  .build());
    }
    application
        .withPropertyValues(
            "pinelink.indexes.notes.name=notes",
            "pinelink.indexes.notes.kind=documents",
            "pinelink.health.index=notes")
        .run(
            context -> {
              context.getBean(DocumentIndex.class);
              Fault unsupported = Fault.refuse(ErrorCode.UNIMPLEMENTED, "not yet supported");
              server.faults().next("describeIndexStats", unsupported, unsupported);
              PinelinkHealth health = health(context);

              assertThat(health.check().verdict()).isEqualTo(Verdict.ANSWERED);
              assertThat(health.check().failure()).isNull();
            });
  }

  @Test
  void aReadIsSentOnceAMinute() {
    AtomicLong time = new AtomicLong();
    application.run(
        context -> {
          context.getBean(Index.class);
          PinelinkHealth health =
              new PinelinkHealth(
                  context.getBean(ConfiguredIndexes.class),
                  PinelinkProperties.of(context.getEnvironment()).health(),
                  null,
                  time::get);
          health.check();
          health.check();
          assertThat(reads()).isEqualTo(1);

          time.addAndGet(Duration.ofMinutes(1).toNanos());
          health.check();
          assertThat(reads()).isEqualTo(2);
        });
  }

  private long reads() {
    return server.requests().stream().filter(each -> each.operation().equals("fetch")).count();
  }

  @Test
  void underAPrivatePolicyThePublicRouteIsNotUsed() {
    application
        .withBean(
            "unreachable",
            PinelinkBuilderCustomizer.class,
            () ->
                builder ->
                    builder
                        .routePolicy(RoutePolicy.privatePreferred(Duration.ofSeconds(20)))
                        .addressGuard(AddressGuard.privateOnly()))
        .run(
            context -> {
              // The private form is at a loopback address, which the guard refuses.
              Index docs = context.getBean(Index.class);
              assertThat(docs.route().kind()).isEqualTo(Route.Kind.PUBLIC);
              int before = server.requests().size();
              assertThat(health(context).check().failure()).isNull();
              assertThat(server.requests()).hasSize(before);
            });
  }
}
