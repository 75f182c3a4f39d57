package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.TransportException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** The report of a start that fails because an index cannot be opened. */
class IndexNotOpenedTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(PinelinkAutoConfiguration.class))
          .withUserConfiguration(Shop.class)
          .withPropertyValues(
              "pinelink.api-key=pcsk_of_this_test",
              "pinelink.retry.max-attempts=1",
              "pinelink.proxy.mode=none",
              "pinelink.indexes.products.name=products-2026");

  @Configuration(proxyBeanMethods = false)
  static class Shop {
    @Autowired Index products;
  }

  @Test
  void aMissingIndexIsReportedWithItsNameAndProperty() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      assertReported(
          application.withBean(PinelinkConnectionDetails.class, () -> server::clientBuilder),
          NotFoundException.class,
          "pinelink.indexes.products.name",
          "Create the index, or correct pinelink.indexes.products.name");
    }
  }

  @Test
  void aWrongKeyIsReportedWithItsPropertyAndNotPrinted() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      assertReported(
          application.withBean(
              PinelinkConnectionDetails.class,
              () -> () -> server.clientBuilder().apiKey("pcsk_another_project")),
          UnauthenticatedException.class,
          "pinelink.api-key",
          "the environment variable PINECONE_API_KEY");
    }
  }

  @Test
  void aControlPlaneThatCannotBeReachedIsReported() throws IOException {
    try (Socket bound = new Socket()) {
      // Bound and not listening, so that no other process takes the port.
      bound.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      assertReported(
          application.withPropertyValues(
              "pinelink.control-plane=localhost:" + bound.getLocalPort()),
          TransportException.class,
          "pinelink.control-plane",
          "pinelink.indexes.products.host, or pinelink.host-book");
    }
  }

  @Test
  void aTimeoutIsReportedWithItsProperty() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertReported(
          application.withPropertyValues(
              "pinelink.control-plane=localhost:" + silent.getLocalPort(), "pinelink.timeout=50ms"),
          DeadlineExceededException.class,
          "pinelink.timeout",
          "whether pinelink.timeout is long enough");
    }
  }

  private static void assertReported(
      ApplicationContextRunner application, Class<?> cause, String property, String action) {
    application.run(
        context -> {
          FailureAnalysis analysis = analysis(context.getStartupFailure());
          assertThat(analysis.getCause()).hasCauseInstanceOf(cause.asSubclass(Throwable.class));
          assertThat(analysis.getDescription())
              .startsWith("The index 'products-2026' could not be opened.")
              .contains("\n    Index: pinelink.indexes.products\n")
              .contains("\n    Property: " + property + "\n")
              .contains("\n    Reason: describeIndex on ")
              .doesNotContain("pcsk_");
          assertThat(analysis.getAction()).contains(action, "pinelink doctor HOST");
        });
  }

  /** Returns the analysis of the first analyzer that has one, as Spring Boot does. */
  private static FailureAnalysis analysis(Throwable failure) {
    assertThat(failure).isNotNull();
    List<FailureAnalyzer> analyzers =
        SpringFactoriesLoader.forDefaultResourceLocation()
            .load(
                FailureAnalyzer.class,
                (factory, name, unable) -> {
                  // Others need the application context.
                });
    return analyzers.stream()
        .map(analyzer -> analyzer.analyze(failure))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }
}
