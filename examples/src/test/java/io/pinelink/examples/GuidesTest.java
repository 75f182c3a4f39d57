package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles the code of the guides that only need the client. {@link GuidesIT} runs those that work
 * without an account; the integrations have tests of their own.
 */
class GuidesTest {
  private static final String IMPORTS =
      GuideCode.IMPORTS
          + """
          import io.pinelink.bulk.*;
          import io.pinelink.documents.*;
          import io.pinelink.files.*;
          import io.pinelink.imports.*;
          import io.pinelink.network.*;
          import io.pinelink.retry.*;
          import io.pinelink.copy.*;
          import io.pinelink.doctor.*;
          import io.pinelink.doctor.watch.*;
          import java.net.InetAddress;
          import java.nio.file.Path;
          import java.util.stream.*;
          """;

  /** The variables that the snippets of a page use, as parameters. */
  private static final Map<String, String> GIVEN =
      Map.ofEntries(
          Map.entry(
              "search-documents",
              "Pinelink client, float[] embedding, String typed, DocumentIndex articles,"
                  + " SearchDocumentsRequest.Builder words, SearchDocumentsRequest.Builder meaning"),
          Map.entry(
              "load-a-lot-of-data",
              "Pinelink client, Index index, BulkSource<Vector> source, Stream<Vector> vectors,"
                  + " Log log,"
                  + " BulkOptions options, List<String> ids, Stream<Vector> animals,"
                  + " Stream<Vector> plants, List<UpdateRequest> updates"),
          Map.entry("namespace-aliases", "Pinelink client, BulkSource<Vector> source"),
          Map.entry("two-projects-in-one-vpc", "String firstKey, String secondKey"),
          Map.entry("behind-a-proxy", "String user, String password"),
          Map.entry(
              "copy-and-verify",
              "Pinelink client, Pinelink production, Pinelink staging, Index source, Index target"),
          Map.entry("doctor", "Pinelink client"),
          Map.entry("watch", "Pinelink client"),
          Map.entry("without-egress", "Path book"),
          Map.entry("faults", "EmbeddedPinecone server"),
          Map.entry("server-data", "LocalServer local"),
          Map.entry("private-endpoints", ""),
          Map.entry("private-endpoints-aws", ""),
          Map.entry("private-endpoints-azure", ""),
          Map.entry("private-routing", "String zonalEndpoint, String regionalEndpoint"),
          Map.entry("retries-and-deadlines", ""),
          Map.entry("get-started", ""));

  /** Snippets that other classes test, and those that need a library of a platform. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "get-started 0", // GuidesIT
          "load-a-lot-of-data 0", // a fragment of a class, below
          "load-a-lot-of-data 5", // ReadmeTest
          "load-a-lot-of-data 10", // below, with its own type of element
          "load-a-lot-of-data 6", // below, as above
          "load-a-lot-of-data 11", // Flink
          "load-a-lot-of-data 12"); // FlinkGuideTest

  private static final String ENGINES = "docs/other-engines.md";

  /** Pages whose code is tested in another module, or which need a library of a platform. */
  private static final Set<String> OTHER_PAGES =
      Set.of(
          "aws-lambda", // the library of AWS Lambda
          "embedded-server", // .ci/packages
          "extending",
          "flink", // FlinkGuideTest, FlinkGuideIT
          "langchain4j",
          "quarkus",
          "other-engines", // below, and checks/engines
          "server-api", // .ci/server-api
          "spark",
          "spring-ai",
          "spring-boot",
          "telemetry",
          "testing", // ReadmeTest, TestingGuideIT, and a test of the starter for Spring Boot
          "vectors"); // GuidesIT

  @Test
  void everyGuideWithCodeIsTested() throws IOException {
    List<String> untested = new ArrayList<>();
    try (DirectoryStream<Path> pages =
        Files.newDirectoryStream(GuideCode.ROOT.resolve("docs"), "*.md")) {
      for (Path page : pages) {
        String name = page.getFileName().toString().replace(".md", "");
        if (!GuideCode.blocks("docs/" + name + ".md", "java").isEmpty()
            && !GIVEN.containsKey(name)
            && !OTHER_PAGES.contains(name)) {
          untested.add(name);
        }
      }
    }

    assertThat(untested).isEmpty();
  }

  @Test
  void theCodeForOtherEnginesIsInTheSourcesThatAreRun() throws IOException {
    StringBuilder files = new StringBuilder();
    try (Stream<Path> paths = Files.walk(GuideCode.ROOT.resolve("checks/engines/src"))) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.append(Files.readString(path)).append('\n');
      }
    }
    List<String> blocks = new ArrayList<>(GuideCode.blocks(ENGINES, "java"));
    blocks.addAll(GuideCode.blocks(ENGINES, "properties").subList(0, 2));

    assertThat(blocks).hasSize(11).allSatisfy(block -> assertThat(files).contains(block.strip()));
  }

  @Test
  void theCodeOfTheGuidesCompiles(@TempDir Path folder) throws IOException {
    StringBuilder methods = new StringBuilder();
    int count = 0;
    for (Map.Entry<String, String> page : GIVEN.entrySet()) {
      List<String> blocks = GuideCode.blocks("docs/" + page.getKey() + ".md", "java");
      for (int i = 0; i < blocks.size(); i++) {
        if (!ELSEWHERE.contains(page.getKey() + " " + i)) {
          methods.append(method("snippet" + count++, page.getValue(), blocks.get(i)));
        }
      }
    }
    List<String> load = GuideCode.blocks("docs/load-a-lot-of-data.md", "java");
    String documents = "Pinelink client, Log log, BulkOptions options, List<String> ids,";
    methods.append(
        method(
            "bulkDocuments",
            documents + " List<Document> documents, List<DocumentUpdate> updates",
            load.get(6)));
    methods.append(
        method("importDocuments", documents + " Stream<Document> articles", load.get(10)));
    String fragment =
        "Stream<String> lines(Path path) { return Stream.of(); }"
            + " Vector embed(String line) { return Vector.of(line, new float[] {1}); }"
            + method("load", "Index index, Path path", load.get(0)).replace("static ", "");

    GuideCode.compile(
        "Guide",
        IMPORTS
            + "class Guide { interface Log { void warn(String text, Object... values); }"
            + " static void write(Object written) {}"
            + methods
            + fragment
            + "}",
        folder);
  }

  private static String method(String name, String parameters, String block) {
    String code = block.replace("…", "").strip();
    String statements = code.endsWith(";") || code.endsWith("}") ? code : code + ";";
    String list = withoutDeclared(parameters, code);
    return "static void " + name + "(" + list + ") throws Exception {\n" + statements + "\n}\n";
  }

  /** Leaves out parameters that the block declares. */
  private static String withoutDeclared(String parameters, String code) {
    List<String> kept = new ArrayList<>();
    for (String parameter : parameters.split(", ", -1)) {
      String name = parameter.substring(parameter.lastIndexOf(' ') + 1);
      if (!code.matches("(?s).*\\b[A-Z][\\w.<>]* " + name + " =.*")) {
        kept.add(parameter);
      }
    }
    return String.join(", ", kept);
  }
}
