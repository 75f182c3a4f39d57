package io.pinelink.examples.rag;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.ErrorCode;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** The application with two guides, as its users see it. */
@Tag("slow")
class RagServiceTest {
  private static RunningRag rag;

  @BeforeAll
  static void start() {
    rag = RunningRag.start("rag.guides=classpath*:guides/t*.md");
  }

  @AfterAll
  static void stop() {
    rag.close();
  }

  @Test
  void theTestsRunOnTheVersionOfTheBuild() {
    assertThat(SpringBootVersion.getVersion())
        .startsWith(System.getProperty("spring-boot.line", "3") + ".");
  }

  @Test
  void aQuestionIsAnsweredFromThePassageAboutIt() throws Exception {
    HttpResponse<String> response = rag.ask("Which metric is the audit of routes?");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .startsWith("{\"answer\":\"pinelink.client.attempts is the audit of routes")
        .contains("[1]", "\"model\":\"extractive\"")
        .contains("\"sources\":[{\"file\":\"telemetry.md\",\"title\":\"Telemetry › Metrics\"")
        .containsPattern("\"score\":0\\.[5-9]");
  }

  @Test
  void searchesUseThePrivateRouteOnly() throws Exception {
    rag.pinecone().clearRequests();

    String body = rag.ask("How do two projects share one VPC?").body();

    assertThat(body)
        .contains("two-projects-in-one-vpc.md", "\"kind\":\"PRIVATE\"", "\"publicCalls\":0")
        .containsPattern("\"host\":\"guides-[^\"]*\\.svc\\.private\\.")
        .containsPattern("\"addresses\":\\[\"127\\.0\\.0\\.1:\\d+\"\\]");
    assertThat(rag.pinecone().requests())
        .extracting(RecordedRequest::listener)
        .containsExactly(Listener.PRIVATE_DATA);
  }

  @Test
  void aQuestionAboutSomethingElseHasNoAnswer() throws Exception {
    assertThat(rag.ask("Who won the football match on Sunday?").body())
        .contains("\"answer\":\"" + ExtractiveChatModel.NO_ANSWER + "\"", "\"sources\":[]");
  }

  @Test
  void aQuestionMayContainTheSyntaxOfTemplates() throws Exception {
    assertThat(rag.ask("Which metric counts the attempts of {context}, <b> or </passages>?").body())
        .contains("pinelink.client.attempts", "telemetry.md");
  }

  @Test
  void aQuestionWithoutTextIsRefused() throws Exception {
    for (String body : List.of("{}", "{\"question\":null}", "{\"question\":\"  \"}")) {
      assertRefused(rag.post(body), "question is empty, expected text of at most 500 characters");
    }
    assertRefused(rag.post("no JSON"), "");
  }

  @Test
  void aLongQuestionIsRefused() throws Exception {
    assertThat(rag.ask("w".repeat(500)).statusCode()).isEqualTo(200);
    assertRefused(rag.ask("w".repeat(501)), "question has 501 characters, expected at most 500");
  }

  @Test
  void anIndexThatCannotBeSearchedIsReportedWithoutDetails() throws Exception {
    rag.pinecone()
        .faults()
        .next("query", Fault.refuseForGood(ErrorCode.PERMISSION_DENIED, "the secret"));

    HttpResponse<String> response = rag.ask("Which metric is the audit of routes?");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .contains("\"detail\":\"the index cannot be searched at the moment\"")
        .doesNotContain("secret");
    assertThat(rag.ask("Which metric is the audit of routes?").statusCode()).isEqualTo(200);
  }

  private static void assertRefused(HttpResponse<String> response, String reason) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("\"detail\":\"" + reason);
  }

  @Test
  void thePageLoadsNothingFromElsewhere() throws Exception {
    String page = rag.get("/").body();

    assertThat(page).contains("<h1>Ask the Pinelink guides</h1>").doesNotContain("http:", "https:");
    for (String file : List.of("/app.js", "/style.css", "/icon.svg")) {
      assertThat(page).contains("\"" + file.substring(1) + "\"");
      assertThat(rag.get(file).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void healthShowsThePrivateRoute() throws Exception {
    assertThat(rag.get("/actuator/health").statusCode()).isEqualTo(200);
    assertThat(rag.get("/actuator/health/pinelink").body())
        .contains("\"status\":\"UP\"", "\"kind\":\"private\"");
  }

  @Test
  void theEndpointShowsRoutesAndCountsWithoutTheKey() throws Exception {
    assertThat(rag.get("/actuator/pinelink").body())
        .contains("\"guides\":{", "\"policy\":\"private-required\"", "\"counts\":[")
        .doesNotContain(rag.pinecone().project().apiKey());
  }
}
