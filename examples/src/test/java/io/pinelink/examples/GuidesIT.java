package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the code of the guides against the embedded server. */
class GuidesIT {
  @Test
  void theFirstProgramPrintsWhatTheGuideShows(@TempDir Path folder) throws Exception {
    GuideCode.compile(
        "FirstSearch", GuideCode.blocks("docs/get-started.md", "java").get(0), folder);

    String output = GuideCode.blocks("docs/get-started.md", "").get(0);
    assertThat(GuideCode.run("FirstSearch", folder))
        .containsExactlyElementsOf(output.lines().toList());
  }

  @Test
  void theGuideToVectorsRunsFromItsFirstSnippetToItsLast(@TempDir Path folder) throws Exception {
    GuideCode.compile(
        "VectorsGuide",
        GuideCode.IMPORTS
            + "class VectorsGuide { public static void main(String... args) {"
            + " try (EmbeddedPinecone server = EmbeddedPinecone.start();"
            + " Pinelink client = server.clientBuilder().build()) {"
            + String.join("\n", GuideCode.blocks("docs/vectors.md", "java"))
            + "}}}",
        folder);

    assertThat(GuideCode.run("VectorsGuide", folder))
        .containsExactly(
            "b-1 1.0 {}",
            "b-3 0.9258201 {genre=drama, year=2026.0, tags=[sea]}",
            "[Match[b-3, 0.9258201]]",
            "poetry among 2",
            "drama b-2",
            "drama b-3",
            "listed b-1",
            "listed b-2",
            "listed b-3",
            "listed b-4",
            "[Match[b-1, 1.0]]",
            "[Match[h-1, 0.85]]",
            "[Match[b-5, 1.0]]");
  }
}
