package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrivateUpsertIT {
  @Test
  void theFourVectorsAreFoundChangedAndRemoved() throws Exception {
    String[] lines = Printed.by(PrivateUpsert::main).split("\n", -1);

    assertThat(lines[0])
        .startsWith("private docs-example-a1b234c.svc.private.aped-4627-b74a.pinecone.io");
    assertThat(lines[1])
        .startsWith("[Match[K, 0.0], ")
        .contains("Match[I, ", "Match[J, ", "Match[L, ");
    assertThat(lines[2]).contains("Match[I, ", "Match[J, ", "Match[K, ").doesNotContain("Match[L");
    assertThat(lines[3]).isEqualTo("I {genre=drama}");
  }
}
