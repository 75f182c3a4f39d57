package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the example of documents on a smaller dictionary, over the private route. */
class DocumentSearchIT {
  @Tag("slow")
  @Test
  void everyKindOfSearchFindsWordsAndTheSwitchHasNoGap() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DocumentSearch.run(
        Arguments.parse("--count", "300"),
        Map.of(),
        new PrintStream(bytes, true, StandardCharsets.UTF_8));
    String output = bytes.toString(StandardCharsets.UTF_8);

    assertThat(output)
        .startsWith("route: private dictionary-documents-a1b234c.svc.private.")
        .contains("wrote 300 documents, which are readable")
        .containsPattern("\ntext: a small animal kept as a pet\n.*\n.*\n *\\d\\.\\d{4} ")
        .containsPattern("\nmeaning: a small animal kept as a pet\n.*\n.*\n *0\\.\\d{4} ")
        .containsPattern("\nhybrid of both: .*\n.*\n.*\n.*(words|meaning) 1")
        .containsPattern("\nmisspelt: watter\n.*\n.*\n(.*\n)?1\\.0000  water ")
        .containsPattern("after an update of n-\\d{8}: .*\n.*\n.*\n.* seen ")
        .containsPattern("\nthrough the alias, after the switch: .*\n.*\n.*\n *0\\.\\d{4} ")
        .containsPattern("\n[1-9]\\d* reads during the switch, 0 of them found nothing\n")
        .containsPattern("\nPUBLIC_DATA +nothing +0\n");
  }
}
