package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.admin.Project;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The client of the admin API. */
class PinelinkAdminAutoConfigurationTest {
  private static EmbeddedPinecone server;

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  SslAutoConfiguration.class,
                  PinelinkAutoConfiguration.class,
                  PinelinkAdminAutoConfiguration.class))
          .withPropertyValues("pinelink.api-key=pcsk_secret_of_this_test");

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theClientLogsInWithTheCredentialsOfTheProperties() {
    String control = "127.0.0.1:" + server.address(Listener.CONTROL).getPort();
    application
        .withPropertyValues(
            "spring.ssl.bundle.pem.pinecone.truststore.certificate=" + server.authority().pem(),
            "pinelink.ssl.bundle=pinecone",
            "pinelink.proxy.mode=none",
            "pinelink.connect-rules[0].host=api.pinecone.io",
            "pinelink.connect-rules[0].dial=" + control,
            "pinelink.connect-rules[1].host=login.pinecone.io",
            "pinelink.connect-rules[1].dial=" + control,
            "pinelink.source-tag=shop",
            "pinelink.admin.client-id=" + EmbeddedPinecone.CLIENT_ID,
            "pinelink.admin.client-secret=" + EmbeddedPinecone.CLIENT_SECRET)
        .run(
            context -> {
              assertThat(context.getBean(AdminClient.class).listProjects().items())
                  .extracting(Project::name)
                  .isNotEmpty();
              assertThat(server.requests())
                  .allSatisfy(
                      request ->
                          assertThat(request.headers().get("user-agent"))
                              .asString()
                              .contains("shop"));
            });
  }

  @Test
  void withoutTheArtifactOfTheAdminApiThereIsNoClient() {
    application
        .withClassLoader(new FilteredClassLoader("io.pinelink.admin"))
        .withPropertyValues("pinelink.admin.client-id=id", "pinelink.admin.client-secret=s3cret")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(Pinelink.class)
                    .doesNotHaveBean("pinelinkAdmin"));
  }

  @ParameterizedTest
  @CsvSource({"pinelink.admin.login, login.example.com", "pinelink.admin.client-id, ''"})
  void withoutCredentialsThereIsNoClient(String property, String value) {
    application
        .withPropertyValues(property + "=" + value)
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AdminClient.class));
  }

  @ParameterizedTest
  @CsvSource({
    "pinelink.admin.client-id, pinelink.admin.client-secret",
    "pinelink.admin.client-secret, pinelink.admin.client-id"
  })
  void aSingleCredentialIsRefused(String given, String missing) {
    application
        .withPropertyValues(given + "=top_secret_of_this_test")
        .run(
            context -> {
              FailureAnalysis analysis =
                  new PinelinkPropertyFailureAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis.getDescription()).contains("Property: " + missing + "\n");
              assertNoSecret(context.getStartupFailure());
            });
  }

  @Test
  void aRefusedHostOfTheLoginIsReported() {
    application
        .withPropertyValues(
            "pinelink.admin.client-id=top_secret_id",
            "pinelink.admin.client-secret=top_secret_of_this_test",
            "pinelink.admin.login=not a host")
        .run(
            context -> {
              assertThat(context)
                  .getFailure()
                  .hasStackTraceContaining("property 'pinelink.admin.login'");
              assertNoSecret(context.getStartupFailure());
            });
  }

  @Test
  void aRefusedSecretIsNotShown() {
    application
        .withPropertyValues(
            "pinelink.admin.client-id=id", "pinelink.admin.client-secret=top_secret \u00e9\n")
        .run(
            context -> {
              assertThat(context)
                  .getFailure()
                  .hasStackTraceContaining("property 'pinelink.admin.client-secret'");
              assertNoSecret(context.getStartupFailure());
            });
  }

  @Test
  void noTextOfTheBeansShowsTheCredentials() {
    application
        .withPropertyValues(
            "pinelink.admin.client-id=top_secret_id",
            "pinelink.admin.client-secret=top_secret_of_this_test")
        .run(
            context -> {
              PinelinkProperties properties = context.getBean(PinelinkProperties.class);
              assertThat(properties + " " + properties.admin() + context.getBean(AdminClient.class))
                  .doesNotContain("top_secret");
            });
  }

  @Test
  void connectionDetailsWithoutAnAdminConnectionAreRefused() {
    application
        .withBean(PinelinkConnectionDetails.class, () -> server::clientBuilder)
        .withPropertyValues(
            "pinelink.admin.client-id=top_secret_id",
            "pinelink.admin.client-secret=top_secret_of_this_test")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("PinelinkAdminConnectionDetails"));
  }

  private static void assertNoSecret(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    assertThat(text.toString()).doesNotContain("top_secret");
  }
}
