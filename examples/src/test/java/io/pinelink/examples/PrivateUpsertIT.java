package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrivateUpsertIT {
  @Test
  void theFourVectorsAreFoundChangedAndRemoved() {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      PrivateUpsert.main();
    } finally {
      System.setOut(console);
    }

    String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\n", -1);
    assertThat(lines[0])
        .startsWith("private docs-example-a1b234c.svc.private.aped-4627-b74a.pinecone.io");
    assertThat(lines[1])
        .startsWith("[Match[K, 0.0], ")
        .contains("Match[I, ", "Match[J, ", "Match[L, ");
    assertThat(lines[2]).contains("Match[I, ", "Match[J, ", "Match[K, ").doesNotContain("Match[L");
    assertThat(lines[3]).isEqualTo("I {genre=drama}");
  }
}
