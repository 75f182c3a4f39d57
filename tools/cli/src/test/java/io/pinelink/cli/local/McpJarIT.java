package io.pinelink.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.Pinelink;
import io.pinelink.cli.JarProcess;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code java -jar pinelink.jar mcp} as an agent starts it. */
@Tag("slow")
class McpJarIT {
  private static final String SESSION =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
      "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"query-vectors",\
      "arguments":{"index":"docs","vector":[1,0],"filter":{"year":{"$gte":2026}}}}}
      """;

  @TempDir Path directory;

  @Test
  void standardOutputHasTheProtocolAloneAndStandardErrorTheCounters() throws Exception {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
      client
          .index("docs")
          .upsert(List.of(Vector.of("a", new float[] {1, 0}, Metadata.of("year", 2026))));
      Path input = Files.writeString(directory.resolve("session"), SESSION);
      Path out = directory.resolve("out");
      Path err = directory.resolve("err");
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-jar",
                  JarProcess.JAR.toString(),
                  "mcp",
                  "--host",
                  client.controlPlane().describeIndex("docs").host().orElseThrow(),
                  "--connect-to",
                  "localhost:" + server.address(Listener.PRIVATE_DATA).getPort(),
                  "--ca",
                  Files.writeString(directory.resolve("ca.pem"), server.authority().pem())
                      .toString())
              .redirectInput(input.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("PINECONE_API_KEY", EmbeddedPinecone.API_KEY);
      Process process = builder.start();

      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(err)).isZero();
      List<String> lines = Files.readAllLines(out);
      assertThat(lines).hasSize(2);
      JsonNode found = new ObjectMapper().readTree(lines.get(1)).at("/result/structuredContent");
      assertThat(found.at("/matches/0/id").textValue()).isEqualTo("a");
      assertThat(found.at("/route/kind").textValue()).isEqualTo("private");
      assertThat(Files.readString(err))
          .contains("read-only")
          .contains("data calls: 1 private, 0 local, 0 public; calls to the control plane: 0");
    }
  }
}
