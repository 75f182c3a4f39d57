package io.pinelink.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCommandTest {
  @Test
  void theDictionaryIsSearchedByMeaningOnThePrivateRoute() {
    Run run = Run.of("demo");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("route: private dictionary-a1b234c.svc.private.aped-4627-b74a.pinecone.io")
        .contains("wrote 3000 nouns of WordNet 3.1, 128 values each\n")
        .containsPattern("\"a small domesticated feline\"\n.*\n(.*\n){0,2}[0-9.]+ +kitten ")
        .containsPattern("moved by pedals\"\n.*\n[0-9.]+ +bicycle ")
        .containsPattern("only noun\\.animal\n.*\n[0-9.]+ +\\w+ +noun\\.animal ")
        .containsPattern("after an update\n.*\n.* \\(seen\\) ")
        .containsPattern("PRIVATE_DATA +dictionary-a1b234c\\.svc\\.private\\.")
        .containsPattern("CONTROL +api\\.pinecone\\.io")
        .doesNotContain("PUBLIC_DATA")
        .endsWith("\ndata calls on the public route: 0\n");
  }

  @Test
  void theWordsOfAQueryDecideAboutItsMeaning() {
    Run run =
        Run.of("demo", "--query", "A sweet fruit!", "--query", "frozen water", "--count", "3000");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("\"A sweet fruit!\"\n.*\n(.*\n){0,2}[0-9.]+ +pear ")
        .containsPattern("\"frozen water\"\n.*\n[0-9.]+ +ice ");
  }

  @Test
  void aTextWithoutKnownWordsIsRefused() {
    Run run = Run.of("demo", "--query", "Qwxz 77777");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("pinelink: the demo knows no word of \"Qwxz 77777\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3001"})
  void theNumberOfNounsIsLimited(String count) {
    Run run = Run.of("demo", "--count", count);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("pinelink: --count is " + count + ", expected 1 to 3000");
  }
}
