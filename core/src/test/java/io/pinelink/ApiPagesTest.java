package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that links to the service's documentation lead to a page, not to its overview. */
class ApiPagesTest {
  private static final Pattern LINK =
      Pattern.compile("https://docs\\.pinecone\\.io(/[^\"\\s<>)}]*)?");

  private static final Pattern PAGE =
      Pattern.compile(
          "/reference/api/\\d{4}-\\d{2}/(admin|control-plane|data-plane|inference)/[a-z_/-]+"
              + "|/guides/[a-z-]+/[a-z-]+");

  @Test
  void linksToTheServiceLeadToThePageOfTheOperation() throws IOException {
    List<String> others = new ArrayList<>();
    int links = 0;
    for (Path file : SourceTree.mainClasses()) {
      for (MatchResult link : LINK.matcher(Files.readString(file)).results().toList()) {
        links++;
        if (link.group(1) == null || !PAGE.matcher(link.group(1)).matches()) {
          others.add(SourceTree.ROOT.relativize(file) + ": " + link.group());
        }
      }
    }

    assertThat(others).isEmpty();
    assertThat(links).isGreaterThan(5);
  }
}
