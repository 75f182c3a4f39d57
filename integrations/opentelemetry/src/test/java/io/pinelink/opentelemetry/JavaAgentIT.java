package io.pinelink.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.model.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Spans of a program with OpenTelemetry's Java agent, which instruments gRPC itself. */
@Tag("slow")
@Timeout(120)
class JavaAgentIT {
  private static final String AGENT_OF_GRPC = "io.opentelemetry.grpc-1.6";
  private static final String CLIENT = "3";

  private record ReportedSpan(String scope, String name, String kind, String id, String parent) {}

  @Test
  void overGrpcTheSpanOfTheAgentIsAChildOfTheCallSpan() throws Exception {
    List<ReportedSpan> spans = run(Protocol.GRPC);

    assertThat(callsWithin(spans)).containsExactly("upsert docs", "query docs", "query docs");
    for (ReportedSpan call : calls(spans)) {
      if (call.name().startsWith("query") || call.name().startsWith("upsert")) {
        assertThat(spans)
            .filteredOn(span -> span.parent().equals(call.id()))
            .singleElement()
            .satisfies(
                span -> {
                  assertThat(span.scope()).isEqualTo(AGENT_OF_GRPC);
                  assertThat(span.kind()).isEqualTo(CLIENT);
                });
      }
    }
  }

  @Test
  void overRestACallHasOneSpan() throws Exception {
    List<ReportedSpan> spans = run(Protocol.REST);

    assertThat(callsWithin(spans)).containsExactly("upsert docs", "query docs", "query docs");
    assertThat(spans).extracting(ReportedSpan::scope).doesNotContain(AGENT_OF_GRPC);
  }

  /** Returns the names of the data calls in the program's own span, which has no other children. */
  private static List<String> callsWithin(List<ReportedSpan> spans) {
    ReportedSpan work =
        spans.stream().filter(span -> span.name().equals(AgentProgram.WORK)).findFirst().get();
    List<ReportedSpan> children =
        spans.stream().filter(span -> span.parent().equals(work.id())).toList();
    assertThat(calls(spans)).containsAll(children);
    return children.stream()
        .map(ReportedSpan::name)
        .filter(name -> !name.startsWith("describe"))
        .toList();
  }

  private static List<ReportedSpan> calls(List<ReportedSpan> spans) {
    return spans.stream().filter(span -> span.scope().startsWith("io.pinelink")).toList();
  }

  /** Runs the program in a process of its own, and returns the spans that the agent printed. */
  private static List<ReportedSpan> run(Protocol protocol) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + Path.of("target", "agent", "opentelemetry-javaagent.jar"),
                "-Dotel.traces.exporter=experimental-otlp/stdout",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-cp",
                System.getProperty("java.class.path"),
                AgentProgram.class.getName(),
                protocol.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.getOutputStream().close();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith("{"))
            .toList();
    assertThat(process.waitFor()).isZero();
    return spans(lines);
  }

  private static List<ReportedSpan> spans(List<String> lines) throws IOException {
    List<ReportedSpan> spans = new ArrayList<>();
    for (String line : lines) {
      for (JsonNode resource : new ObjectMapper().readTree(line).path("resourceSpans")) {
        for (JsonNode scope : resource.path("scopeSpans")) {
          for (JsonNode span : scope.path("spans")) {
            spans.add(
                new ReportedSpan(
                    scope.path("scope").path("name").asText(),
                    span.path("name").asText(),
                    span.path("kind").asText(),
                    span.path("spanId").asText(),
                    span.path("parentSpanId").asText()));
          }
        }
      }
    }
    return spans;
  }
}
