package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Compares {@code docs/operations.md} with {@link Operations#all()}. To rewrite it: {@code mvn test
 * -pl core -Dtest=OperationsPageTest -DwriteOperations}.
 */
class OperationsPageTest {
  private static final Path PAGE = Path.of("../docs/operations.md");
  private static final String WRITE = "writeOperations";

  private record Area(String title, List<Operation<?, ?>> operations) {}

  private static final List<Area> AREAS =
      List.of(
          new Area("Data: vectors, namespaces and records", DataOperations.ALL),
          new Area("Data: namespace aliases", AliasOperations.ALL),
          new Area("Data: documents", DocumentOperations.ALL),
          new Area("Imports", ImportOperations.ALL),
          new Area("Control plane", ControlOperations.ALL),
          new Area("Inference", InferenceOperations.ALL),
          new Area("Metrics", MetricsOperations.ALL),
          new Area("Admin", AdminOperations.ALL));

  @Test
  void thePageIsUpToDate() throws IOException {
    if (System.getProperty(WRITE) != null) {
      Files.writeString(PAGE, page());
    }

    assertThat(PAGE)
        .as("write it anew: mvn test -pl core -Dtest=OperationsPageTest -D" + WRITE)
        .hasContent(page());
  }

  @Test
  void everyOperationIsOnThePage() {
    assertThat(AREAS.stream().flatMap(area -> area.operations().stream()))
        .containsExactlyElementsOf(Operations.all());
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Operations

            Made from `Operations.all()` by `OperationsPageTest`, which fails when this page is stale.

            *Since* is the first published API version that has the operation. *Idempotent* says whether a call whose
            answer was lost can be sent again: the second changes nothing more, and is not refused because of the first.
            Where both protocols carry an operation, the client takes the first of `Pinelink.builder().protocols(…)`, by
            default gRPC. Operations on aliases prefer REST, the only protocol that the service's guide names.
            """);
    AREAS.forEach(area -> append(page, area));
    appendVersionedMembers(page);
    return page.toString();
  }

  private static void appendVersionedMembers(StringBuilder page) {
    page.append(
        """

        ## Members of requests

        A member that is not listed is as old as its operation. The client refuses a request with a member that the
        selected API version lacks.

        | operation | member | first version | last version |
        |---|---|---|---|
        """);
    for (Operation<?, ?> operation : Operations.all()) {
      for (VersionedMember<?> member : operation.versionedMembers()) {
        page.append("| `%s` | `%s` |".formatted(operation.name(), member.name()));
        page.append(" %s |".formatted(Objects.requireNonNullElse(member.first(), "")));
        page.append(" %s |\n".formatted(Objects.requireNonNullElse(member.last(), "")));
      }
    }
  }

  private static void append(StringBuilder page, Area area) {
    page.append("\n## ").append(area.title()).append("\n\n");
    page.append("| operation | gRPC | REST | since | idempotent |\n|---|---|---|---|---|\n");
    for (Operation<?, ?> operation : area.operations()) {
      page.append("| `%s` |".formatted(operation.name()));
      page.append(" %s |".formatted(yes(operation.protocols().contains(Protocol.GRPC))));
      page.append(" %s |".formatted(yes(operation.protocols().contains(Protocol.REST))));
      page.append(" %s |".formatted(operation.since()));
      page.append(" %s |\n".formatted(yes(operation.idempotent())));
    }
  }

  private static String yes(boolean is) {
    return is ? "yes" : "no";
  }
}
