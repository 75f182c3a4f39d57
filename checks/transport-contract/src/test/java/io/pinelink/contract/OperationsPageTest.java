package io.pinelink.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.admin.AdminOperations;
import io.pinelink.model.Protocol;
import io.pinelink.spi.AliasOperations;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.ImportOperations;
import io.pinelink.spi.InferenceOperations;
import io.pinelink.spi.MetricsOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import io.pinelink.spi.VersionedMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Compares {@code docs/operations.md} with {@link Operations#all()}. To rewrite it: {@code mvn test
 * -pl checks/transport-contract -am -Dtest=OperationsPageTest -DwriteOperations}.
 */
class OperationsPageTest {
  private static final Path PAGE = Path.of("../../docs/operations.md");
  private static final String WRITE = "writeOperations";

  /** The areas in the order of {@link Operations#all()}, each by its first operation. */
  private record Area(String title, Operation<?, ?> first) {}

  private static final List<Area> AREAS =
      List.of(
          new Area("Data: vectors, namespaces and records", DataOperations.UPSERT),
          new Area("Data: namespace aliases", AliasOperations.CREATE_NAMESPACE_ALIAS),
          new Area("Data: documents", DocumentOperations.UPSERT_DOCUMENTS),
          new Area("Imports", ImportOperations.START_IMPORT),
          new Area("Control plane", ControlOperations.CREATE_INDEX),
          new Area("Inference", InferenceOperations.EMBED),
          new Area("Metrics", MetricsOperations.DISCOVER_METRICS),
          new Area("Admin", AdminOperations.LIST_ORGANIZATIONS));

  @Test
  void thePageIsUpToDate() throws IOException {
    if (System.getProperty(WRITE) != null) {
      Files.writeString(PAGE, page());
    }

    assertThat(PAGE)
        .as(
            "write it anew: mvn test -pl checks/transport-contract -am -Dtest=OperationsPageTest -D"
                + WRITE)
        .hasContent(page());
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
    for (Operation<?, ?> operation : Operations.all()) {
      AREAS.stream()
          .filter(area -> area.first().equals(operation))
          .forEach(area -> appendHeader(page, area.title()));
      appendRow(page, operation);
    }
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

  private static void appendHeader(StringBuilder page, String title) {
    page.append("\n## ").append(title).append("\n\n");
    page.append("| operation | gRPC | REST | since | idempotent |\n|---|---|---|---|---|\n");
  }

  private static void appendRow(StringBuilder page, Operation<?, ?> operation) {
    page.append("| `%s` |".formatted(operation.name()));
    page.append(" %s |".formatted(yes(operation.protocols().contains(Protocol.GRPC))));
    page.append(" %s |".formatted(yes(operation.protocols().contains(Protocol.REST))));
    page.append(" %s |".formatted(operation.since()));
    page.append(" %s |\n".formatted(yes(operation.idempotent())));
  }

  private static String yes(boolean is) {
    return is ? "yes" : "no";
  }
}
