package io.pinelink.cli.data;

import static io.pinelink.cli.data.ExampleIndexes.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.cli.Run;
import io.pinelink.error.ErrorCode;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes that the service refuses as a whole. */
class RefusedWritesTest {
  private static final int ROWS = 3_000;
  private static final String QUOTA =
      "Request failed. You've reached your %s limit for the current month (2000000). To continue,"
          + " upgrade your plan.";
  private static final ExampleIndexes indexes = new ExampleIndexes();

  @TempDir Path folder;

  @BeforeEach
  void reset() {
    indexes.reset();
  }

  @AfterAll
  static void close() {
    indexes.close();
  }

  private void exhaust(String resource, Operation<?, ?> operation) {
    indexes
        .server()
        .faults()
        .add(
            FaultRule.builder(Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, QUOTA.formatted(resource)))
                .operations(operation.name())
                .build());
  }

  private String rows() throws IOException {
    Path file = folder.resolve("rows.jsonl");
    Files.writeString(
        file,
        IntStream.range(0, ROWS)
            .mapToObj(i -> "{\"id\":\"r-" + i + "\",\"values\":[1,2,3]}\n")
            .collect(Collectors.joining()));
    return file.toString();
  }

  private static long sent(String operation) {
    return indexes.server().requests().stream()
        .filter(request -> request.operation().equals(operation))
        .count();
  }

  @Test
  void aUsedUpMonthlyQuotaHasItsOwnExitCodeAndIsNotRetried() throws IOException {
    exhaust("read unit", DataOperations.QUERY);
    exhaust("write unit", DataOperations.UPSERT);

    Run query = indexes.run("query", "-n", "docs", "-v", "[1,2,3]");
    assertThat(query.exitCode()).as(query.toString()).isEqualTo(9);
    assertThat(query.err())
        .contains("You've reached your read unit limit for the current month (2000000)")
        .contains("not retried: a monthly quota is renewed when the month ends")
        .containsOnlyOnce("\n");
    assertThat(sent("query")).isEqualTo(1);

    Run upsert = indexes.run("upsert", rows(), "-n", "docs", "-q", "-j");
    assertThat(upsert.exitCode()).as(upsert.toString()).isEqualTo(9);
    assertThat(upsert.err()).contains("You've reached your write unit limit for the current month");
    JsonNode facts = json(upsert);
    assertThat(facts.get("accepted").intValue()).isZero();
    assertThat(facts.get("unknown").intValue()).isZero();
    assertThat(facts.get("rejected").intValue()).isZero();
    assertThat(facts.get("unsent").intValue()).isPositive();
    assertThat(sent("upsert")).isBetween(1L, 4L);
  }

  @Test
  void aWriteToAnAliasIsRejectedAndNothingIsUnknown() throws IOException {
    Run created = indexes.run("namespace", "create", "-n", "docs", "--namespace", "v2");
    assertThat(created.exitCode()).as(created.toString()).isZero();
    Run alias = indexes.run("alias", "create", "-n", "docs", "--name", "current", "--target", "v2");
    assertThat(alias.exitCode()).as(alias.toString()).isZero();

    Run upsert = indexes.run("upsert", rows(), "-n", "docs", "--namespace", "current", "-q", "-j");

    assertThat(upsert.exitCode()).as(upsert.toString()).isEqualTo(1);
    assertThat(upsert.err()).contains("alias").containsOnlyOnce("\n");
    JsonNode facts = json(upsert);
    assertThat(facts.get("unknown").intValue()).isZero();
    assertThat(facts.get("rejected").intValue()).isPositive();
    assertThat(facts.get("accepted").intValue()).isZero();
  }
}
